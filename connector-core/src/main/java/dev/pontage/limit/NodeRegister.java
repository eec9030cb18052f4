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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.TransactionException;

/**
 * Says in the database that this node lives, and counts those that do. While the database is away the last count holds.
 *
 * <p>A node that sees nobody else says that it is alone, and believes it when it goes on seeing nobody, for a while after
 * each look. A node that joins says so first and looks then: where another says that it is alone, it does nothing before
 * that one has seen it. Either the one has seen the other, or the other waits; also where what each of them reads is a
 * while behind what the other has written. Two processes under one name take it from each other, and neither believes.
 */
final class NodeRegister implements Chores, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeRegister.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    /** Three beats missed. */
    private static final Duration GONE = Duration.ofSeconds(16);

    private static final Duration LOOKS_ROUND = Duration.ofSeconds(1);

    /** Some looks may be late. */
    private static final Duration BELIEVES = Duration.ofSeconds(3);

    /** So far one server of a cluster may be behind another. */
    private static final Duration BEHIND = Duration.ofSeconds(5);

    /** Who says so that long has seen everybody who had not read it. */
    static final Duration CALM = BEHIND.multipliedBy(2);

    /** By then whoever believed to be alone has seen who joined, or does not believe it any more. */
    static final Duration JOINS = BELIEVES.plus(BEHIND).plusSeconds(1);

    /** By then a process that lives under the same name has seen that another has taken it. */
    static final Duration TAKES_OVER = LOOKS_ROUND.multipliedBy(2);

    private static final int TRIES = 5;

    /** Who was cut off so long does not come back to where it was; who only fell silent may still be at work. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    /** Longer than a call lasts, and than the clocks of two nodes differ. */
    private static final Duration ENDS = Duration.ofMinutes(10);

    private final TenantJdbc jdbc;
    private final Clock clock;
    private final String roles;
    private final UUID id;
    private final UUID process = UUID.randomUUID();
    private final LocalDateTime startedAt;
    private final LongSupplier nanos;
    private volatile Live live = new Live(1, 1);
    private volatile long aloneFrom;
    private OptionalLong saysSince = OptionalLong.empty();
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
        var lately = decided(this::wasAloneLately);
        live = decided(() -> jdbc.inTransaction(this::beatAndCount));
        decided(() -> jdbc.inTransaction(this::enter));
        var another = decided(this::isAnotherAlone);
        clear();
        if (another || lately) {
            LOG.info("another node has been alone; this one begins when that one knows of it");
            pause.accept(another ? JOINS : TAKES_OVER);
        }
    }

    /** A lock that is not had at once is asked for again: a node that cannot enter does not start. */
    private static <T> T decided(Supplier<T> work) {
        for (var tried = 1; ; tried++) {
            try {
                return work.get();
            } catch (PessimisticLockingFailureException | TransactionException e) {
                if (tried == TRIES) {
                    throw e;
                }
            }
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
    private record Round(boolean others, boolean own, boolean saysAlone) {}

    private Round round() {
        return jdbc.sql("""
                        select coalesce(sum(id <> :id and seen_at > :since), 0) > 0 others,
                            coalesce(sum(id = :id and process = :process), 0) > 0 own,
                            coalesce(sum(id = :id and process = :process and alone), 0) > 0 says_alone
                        from node
                        """)
                .param("id", Ids.bytes(id))
                .param("process", Ids.bytes(process))
                .param("since", now().minus(FORGOTTEN))
                .query((row, index) ->
                        new Round(row.getBoolean("others"), row.getBoolean("own"), row.getBoolean("says_alone")))
                .single();
    }

    private void believe(long looked, Round round) {
        if (round.others() || !round.saysAlone()) {
            saysSince = OptionalLong.empty();
            aloneUntil = looked;
        } else {
            saysSince = OptionalLong.of(saysSince.orElse(looked));
            if (looked - saysSince.getAsLong() >= CALM.toNanos()) {
                if (aloneSince().isEmpty()) {
                    aloneFrom = looked;
                }
                aloneUntil = looked + BELIEVES.toNanos();
            }
        }
        if (!round.own()) {
            jdbc.inTransaction(this::enter);
        } else if (round.saysAlone() == round.others()) {
            say(!round.others());
        }
    }

    /** Under its name, whoever stood there before. */
    private int enter() {
        return jdbc.sql("update node set process = :process, alone = false where id = :id")
                .param("process", Ids.bytes(process))
                .param("id", Ids.bytes(id))
                .update();
    }

    private void say(boolean alone) {
        jdbc.transact(() -> jdbc.sql("update node set alone = :alone where id = :id and process = :process")
                .param("alone", alone)
                .param("id", Ids.bytes(id))
                .param("process", Ids.bytes(process))
                .update());
    }

    /** Somebody under this name who may still live. */
    private boolean wasAloneLately() {
        return someoneSaysSo("id = :id", GONE);
    }

    private boolean isAnotherAlone() {
        return someoneSaysSo("id <> :id", FORGOTTEN);
    }

    private boolean someoneSaysSo(String who, Duration lately) {
        return jdbc.sql("select count(*) from node where " + who + " and alone and seen_at > :since")
                        .param("id", Ids.bytes(id))
                        .param("since", now().minus(lately))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /**
     * Who was alone is not any more, even if it does not see who has joined; and who is gone for long is forgotten. A node
     * that holds its entry locked, or died with it, keeps nobody from starting.
     */
    private void clear() {
        try {
            jdbc.transact(
                    () -> jdbc.sql("update node set alone = false where alone").update());
            jdbc.transact(() -> jdbc.sql("delete from node where seen_at < :before")
                    .param("before", now().minus(FORGOTTEN))
                    .update());
        } catch (RuntimeException e) {
            LOG.debug("the register could not be cleared", e);
        }
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
