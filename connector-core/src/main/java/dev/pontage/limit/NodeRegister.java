package dev.pontage.limit;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.work.Chore;
import dev.pontage.work.Chores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the database that this node lives, and counts those that do. While the database is away the last count holds. */
final class NodeRegister implements Chores, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeRegister.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    /** Three beats missed. */
    private static final Duration GONE = Duration.ofSeconds(16);

    private final TenantJdbc jdbc;
    private final Clock clock;
    private final String roles;
    private final UUID id;
    private final LocalDateTime startedAt;
    private volatile Live live = new Live(1, 1);

    NodeRegister(TenantJdbc jdbc, Clock clock, String roles, String home) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.roles = roles;
        this.id = id(home);
        this.startedAt = now();
    }

    @Override
    public List<Chore> chores() {
        return List.of(new Chore.OfEveryNode("say that this node lives", EVERY, this::look));
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

    /** A node that stops as it should leaves its part to the others at once. */
    @Override
    public void close() {
        try {
            jdbc.transact(() -> jdbc.sql("delete from node where id = :id")
                    .param("id", Ids.bytes(id))
                    .update());
        } catch (RuntimeException e) {
            LOG.debug("this node could not be taken from the register", e);
        }
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** The node's own, so that a restart is no second node. */
    private static UUID id(String home) {
        try {
            var file = Path.of(home).resolve("node-id");
            if (!home.isEmpty() && Files.exists(file)) {
                return UUID.fromString(Files.readString(file).strip());
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("the node's id cannot be read", e);
        }
        return Ids.next();
    }
}
