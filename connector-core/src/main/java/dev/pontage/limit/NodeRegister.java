package dev.pontage.limit;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.work.Chore;
import dev.pontage.work.Chores;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the database that this node lives, and counts those that do. While the database is away the last count holds.
 *
 * <p>A node that sees nobody else says that it is alone, and believes it when it sees nobody at its next look either, for
 * a while after each. A node that joins says so first and looks then: where another says that it is alone, it does
 * nothing before that one has seen it. Either the one has seen the other, or the other waits.
 */
final class NodeRegister implements Chores, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeRegister.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    /** Three beats missed. */
    private static final Duration GONE = Duration.ofSeconds(16);

    private static final Duration LOOKS_ROUND = Duration.ofSeconds(1);

    /** Some looks may be late. */
    private static final Duration BELIEVES = Duration.ofSeconds(5);

    /** By then whoever believed to be alone has looked, or does not believe it any more. */
    static final Duration JOINS = BELIEVES.plusSeconds(1);

    /** Who was cut off so long does not come back to where it was; who only fell silent may still be at work. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    /** Longer than a call lasts, and than the clocks of two nodes differ. */
    private static final Duration ENDS = Duration.ofMinutes(10);

    private final TenantJdbc jdbc;
    private final Clock clock;
    private final String roles;
    private final UUID id;
    private final LocalDateTime startedAt;
    private final LongSupplier nanos;
    private volatile Live live = new Live(1, 1);
    private volatile long aloneFrom;
    private volatile long aloneUntil;

    /** @param nanos goes on evenly, whatever the clock does */
    NodeRegister(TenantJdbc jdbc, Clock clock, LongSupplier nanos, UUID id, String roles) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.nanos = nanos;
        this.aloneUntil = nanos.getAsLong();
        this.roles = roles;
        this.id = id;
        this.startedAt = now();
    }

    @Override
    public List<Chore> chores() {
        return List.of(
                new Chore.OfEveryNode("say that this node lives", EVERY, this::look),
                new Chore.OfEveryNode("see whether this node is alone", LOOKS_ROUND, this::lookRound));
    }

    /**
     * Before anything else is done.
     *
     * @param pause how it waits
     */
    void join(Consumer<Duration> pause) {
        live = jdbc.inTransaction(this::beatAndCount);
        say(false);
        forget();
        if (isAnotherAlone()) {
            LOG.info("another node has been alone; this one begins when that one knows of it");
            pause.accept(JOINS);
        }
    }

    /** Since when nobody else works on this database, for certain. */
    OptionalLong aloneSince() {
        return nanos.getAsLong() - aloneUntil < 0 ? OptionalLong.of(aloneFrom) : OptionalLong.empty();
    }

    /** Believed from the second look on: who joined before the first was committed is seen by then. */
    void lookRound() {
        try {
            believe(nanos.getAsLong(), round());
        } catch (RuntimeException e) {
            LOG.debug("nobody can say whether this node is alone", e);
        }
    }

    /** What the register says. */
    private record Round(boolean others, boolean saysAlone) {}

    private Round round() {
        return jdbc.sql("""
                        select coalesce(sum(id <> :id and seen_at > :since), 0) > 0 others,
                            coalesce(sum(id = :id and alone), 0) > 0 says_alone
                        from node
                        """)
                .param("id", Ids.bytes(id))
                .param("since", now().minus(FORGOTTEN))
                .query((row, index) -> new Round(row.getBoolean("others"), row.getBoolean("says_alone")))
                .single();
    }

    private void believe(long looked, Round round) {
        if (round.others() || !round.saysAlone()) {
            aloneUntil = looked;
        } else {
            if (aloneSince().isEmpty()) {
                aloneFrom = looked;
            }
            aloneUntil = looked + BELIEVES.toNanos();
        }
        if (round.saysAlone() == round.others()) {
            say(!round.others());
        }
    }

    private void say(boolean alone) {
        jdbc.transact(() -> jdbc.sql("update node set alone = :alone where id = :id")
                .param("alone", alone)
                .param("id", Ids.bytes(id))
                .update());
    }

    /** Whether there is another that says so. */
    private boolean isAnotherAlone() {
        return jdbc.sql("select count(*) from node where id <> :id and alone and seen_at > :since")
                        .param("id", Ids.bytes(id))
                        .param("since", now().minus(FORGOTTEN))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private void forget() {
        jdbc.transact(() -> jdbc.sql("delete from node where seen_at < :before")
                .param("before", now().minus(FORGOTTEN))
                .update());
    }

    /** How many nodes share the limits, this one included. */
    int live() {
        return live.gateways();
    }

    /** How many nodes share the background work, this one included if it does any. */
    int workers() {
        return live.workers();
    }

    /** Nodes by what they do; one that is alone counts itself. */
    private record Live(int gateways, int workers) {
        Live {
            gateways = Math.max(1, gateways);
            workers = Math.max(1, workers);
        }
    }

    void look() {
        try {
            live = jdbc.inTransaction(this::beatAndCount);
        } catch (RuntimeException e) {
            LOG.debug("the node register cannot be reached", e);
        }
    }

    private Live beatAndCount() {
        var seen = jdbc.sql("update node set seen_at = :now where id = :id")
                .param("now", now())
                .param("id", Ids.bytes(id))
                .update();
        if (seen == 0) {
            jdbc.sql("insert into node (id, name, roles, started_at, seen_at) values (:id, :name, :roles, :at, :now)")
                    .param("id", Ids.bytes(id))
                    .param("name", "node " + ProcessHandle.current().pid())
                    .param("roles", roles)
                    .param("at", startedAt)
                    .param("now", now())
                    .update();
        }
        return jdbc.sql("""
                        select sum(case when roles like '%gateway%' then 1 else 0 end) gateways,
                            sum(case when roles like '%worker%' then 1 else 0 end) workers
                        from node where seen_at > :since
                        """)
                .param("since", now().minus(GONE))
                .query((row, index) -> new Live(row.getInt("gateways"), row.getInt("workers")))
                .single();
    }

    /**
     * A node that stops as it should leaves its part of the limits to the others at once. What it still has under way may
     * end a moment later, so nobody is alone before that.
     */
    @Override
    public void close() {
        try {
            jdbc.transact(() -> jdbc.sql("update node set seen_at = :at where id = :id")
                    .param("at", now().minus(FORGOTTEN).plus(ENDS))
                    .param("id", Ids.bytes(id))
                    .update());
        } catch (RuntimeException e) {
            LOG.debug("this node could not be taken from the register", e);
        }
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
