package dev.pontage.app;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/**
 * Invented rows, made by the database itself: a statement for each table and ten thousand payments. Whatever follows from
 * one payment is worked out from its number alone.
 */
final class SeedRows {
    private static final int AT_ONCE = 10_000;
    private static final Duration SPAN = Duration.ofDays(30);
    private static final Pattern NAME = Pattern.compile(":([a-z]+)");

    /** Ordered by time as ours are: the first twelve digits are the millisecond. */
    private static final String ID = """
            unhex(concat(lpad(hex(floor(:begin + i * :step)), 12, '0'), '7', :run, '8', lpad(hex(i), 15, '0')))""";

    private static final String AT =
            "timestampadd(microsecond, floor(:begin + i * :step) * 1000, timestamp '1970-01-01 00:00:00')";
    private static final String KEY = "concat('S', :mark, lpad(i, 8, '0'))";
    /** Seven of ten are settled; the rest stands where payments stand. */
    private static final String STATUS = """
            case when i mod 10 < 7 then 'SETTLED' when i mod 10 = 7 then 'AUTHORIZED' when i mod 10 = 8 then 'DENIED'
            when i mod 20 = 9 then 'REFUNDED' else 'EXPIRED' end""";

    private static final String AMOUNT = "(100 + (i * 7919) mod 500000)";

    private static final String PAYMENTS =
            """
            insert into payment (id, tenant_id, connector_id, affiliation_id, payment_key, plugin, method, currency,
                exponent, amount, ceiling, settled, refunded, settling, refunding, installments, status, in_doubt, review,
                authorization_id, tid, nsu, code, message, refs, fingerprint, order_id, transaction_id, reference,
                delay_to_cancel, delay_to_auto_settle, delay_to_auto_settle_after_antifraud, test_suite, created_at,
                decided_at, version)
            select id, :tenant, :connector, a.affiliation, k, 'sandbox', elt(1 + i mod 4, 'Visa', 'Mastercard', 'Pix',
                'BankInvoice'), 'BRL', 2, amount, amount, if(status in ('SETTLED', 'REFUNDED'), amount, 0),
                if(status = 'REFUNDED', amount, 0), 0, 0, 1 + i mod 12, status, false,
                if(i mod 50000 = 7, 'Invented: a person should look at it.', null), concat('A', k), concat('T', k),
                concat('N', k), if(status = 'DENIED', elt(1 + i mod 3, '51', '05', '14'), null),
                if(status = 'DENIED', 'Refused by the issuer', null), '{}', '', concat('O', k), concat('X', k),
                concat('R', k), 21600, 21600, 1800, false, at, timestampadd(microsecond, 700000, at), 1
            from (select n + :first i, %s id, %s at, %s k, %s status, %s amount from seed_number
                where n + :first < :count) x
            join seed_affiliation a on a.n = x.i mod :affiliations
            """.formatted(named(ID), named(AT), named(KEY), named(STATUS), named(AMOUNT));

    private static final String OPERATIONS = """
            insert into operation (id, tenant_id, payment_id, kind, request_key, idempotency_key, state, amount, attempt,
                claim, fence, node, lease_until, asked, not_found, conflicts, created_at, concluded_at)
            select id, tenant_id, id, 'CREATE', payment_key, sha2(payment_key, 256), 'DONE', amount, 1, id, 1, id,
                created_at, 0, 0, 0, created_at, decided_at
            from payment where id >= :from and id <= :to and tenant_id = :tenant
                and left(payment_key, 12) = concat('S', :mark)
            """;

    private static final String REFERENCES = """
            insert into payment_reference (payment_id, tenant_id, payment_key, order_id, transaction_id, reference,
                tid, nsu, authorization_id)
            select id, tenant_id, payment_key, order_id, transaction_id, reference, tid, nsu, authorization_id
            from payment where id >= :from and id <= :to and tenant_id = :tenant
                and left(payment_key, 12) = concat('S', :mark)
            """;

    private static final String MINUTES = """
            insert into payment_minute (tenant_id, minute, connector_id, plugin, method, currency, payments, approved,
                denied, amount)
            select tenant_id, timestampadd(minute, timestampdiff(minute, timestamp '2020-01-01 00:00:00', created_at),
                timestamp '2020-01-01 00:00:00') m, connector_id, plugin, method, currency, count(*),
                sum(status in ('AUTHORIZED', 'SETTLED', 'REFUNDED')), sum(status = 'DENIED'), sum(amount) total
            from payment where id >= :from and id <= :to and tenant_id = :tenant
                and left(payment_key, 12) = concat('S', :mark)
            group by tenant_id, m, connector_id, plugin, method, currency
            on duplicate key update payments = payments + values(payments), approved = approved + values(approved),
                denied = denied + values(denied), amount = payment_minute.amount + values(amount)
            """;

    /** Invented as well: most answers take us some milliseconds, and one in a hundred takes much longer. */
    private static final String LATENCY = """
            insert into latency_minute (tenant_id, minute, connector_id, plugin, method, timed, own_millis,
                acquirer_millis)
            select tenant_id, timestampadd(minute, timestampdiff(minute, timestamp '2020-01-01 00:00:00', created_at),
                timestamp '2020-01-01 00:00:00') m, connector_id, plugin, method, count(*) many,
                sum(4 + crc32(payment_key) mod 9 + if(crc32(payment_key) mod 100 = 7, 90, 0)) own, 680 * count(*) other
            from payment where id >= :from and id <= :to and tenant_id = :tenant
                and left(payment_key, 12) = concat('S', :mark)
            group by tenant_id, m, connector_id, plugin, method
            on duplicate key update timed = timed + values(timed), own_millis = own_millis + values(own_millis),
                acquirer_millis = acquirer_millis + values(acquirer_millis)
            """;

    private final Connection connection;
    private final Instant now;
    private final String run;
    private final Map<String, Object> values = new LinkedHashMap<>();

    SeedRows(Connection connection, Instant now) {
        this.connection = connection;
        this.now = now;
        this.run = "%03x".formatted(now.toEpochMilli() & 0xfff);
    }

    /** In the inner query every name stands for the expression. */
    private static String named(String expression) {
        return expression.replaceAll("\\bi\\b", "(n + :first)");
    }

    void write(int affiliations, int payments, IntConsumer progress) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        // What is written here is whole by its making; checking each row again takes half of the time.
        update("set foreign_key_checks = 0");
        update("set unique_checks = 0");
        numbers();
        merchant(affiliations);
        values.put("run", run);
        values.put("mark", "%011x".formatted(now.toEpochMilli()));
        values.put("begin", now.minus(SPAN).toEpochMilli());
        values.put("step", SPAN.toMillis() / payments);
        values.put("count", payments);
        for (var first = 0; first < payments; first += AT_ONCE) {
            some(first, Math.min(payments, first + AT_ONCE));
            connection.commit();
            if (first / AT_ONCE % 10 == 9 || first + AT_ONCE >= payments) {
                progress.accept(Math.min(payments, first + AT_ONCE));
            }
        }
        finish();
    }

    private void some(int first, int end) throws SQLException {
        values.put("first", first);
        update(PAYMENTS);
        values.put("from", id(first, false));
        values.put("to", id(end - 1, true));
        update(OPERATIONS);
        update(REFERENCES);
        update(MINUTES);
        update(LATENCY);
    }

    /** The least or greatest id of that number's millisecond. */
    private byte[] id(int number, boolean greatest) {
        var step = (Long) values.getOrDefault("step", 0L);
        var millis = now.minus(SPAN).toEpochMilli() + number * step;
        return ByteBuffer.allocate(16)
                .putLong(millis << 16 | (greatest ? 0xffff : 0))
                .putLong(greatest ? -1L : 0L)
                .array();
    }

    private void numbers() throws SQLException {
        update("create temporary table seed_number (n int not null primary key)");
        update("insert into seed_number values (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)");
        for (var power = 10; power < AT_ONCE; power *= 10) {
            // A temporary table cannot be read twice in one statement.
            update("create temporary table seed_more as select n * " + power + " n from seed_number where n < 10");
            update("delete from seed_more where n = 0");
            update("create temporary table seed_low as select n from seed_number");
            update("insert into seed_number select l.n + m.n from seed_low l cross join seed_more m");
            update("drop temporary table seed_more");
            update("drop temporary table seed_low");
        }
    }

    private void merchant(int affiliations) throws SQLException {
        values.put("now", Timestamp.from(now));
        update("""
                insert ignore into tenant (id, slug, name, time_zone, suspended, requests_per_second, burst,
                    max_concurrent, created_at, version)
                values (%s, 'seed', 'Seed', 'America/Sao_Paulo', false, 100, 200, 100, :now, 0)
                """.formatted(random()));
        update("""
                insert ignore into connector (id, slug, display_name, published, allowed_accounts, flags, plugins,
                    metadata_fields, created_at, version)
                values (%s, 'seed', 'Seed', false, '', '', 'sandbox', '', :now, 0)
                """.formatted(random()));
        values.put("tenant", one("select id from tenant where slug = 'seed'"));
        values.put("connector", one("select id from connector where slug = 'seed'"));
        values.put("affiliations", affiliations);
        update("""
                insert into affiliation (id, tenant_id, connector_id, plugin, environment, display_name, suspended,
                    settings_version, created_at)
                select unhex(concat(lpad(hex(:millis), 12, '0'), '7%s8', lpad(hex(n), 15, '0'))), :tenant, :connector,
                    'sandbox', 'TEST', concat('Seed ', n + 1), false,
                    unhex(concat(lpad(hex(:millis), 12, '0'), '7%1$s9', lpad(hex(n), 15, '0'))), :now
                from seed_number where n < :affiliations
                    and n >= (select count(*) from affiliation x where x.tenant_id = :tenant)
                """.replace(":millis", String.valueOf(now.toEpochMilli())).formatted(run));
        update("create temporary table seed_affiliation (n int not null primary key, affiliation binary(16) not null)");
        update("""
                insert into seed_affiliation select row_number() over (order by id) - 1, id from affiliation
                where tenant_id = :tenant limit :affiliations
                """);
    }

    /** Hours are the sums of their minutes, those of former runs included. */
    private void hours(String what, String columns, String sums) throws SQLException {
        update("delete from " + what + "_hour where tenant_id = :tenant");
        update("""
                insert into %s_hour (tenant_id, hour, plugin, method, %s)
                select tenant_id, timestampadd(hour, timestampdiff(hour, timestamp '2020-01-01 00:00:00', minute),
                    timestamp '2020-01-01 00:00:00') h, plugin, method, %s
                from %1$s_minute where tenant_id = :tenant group by tenant_id, h, plugin, method
                """.formatted(what, columns, sums));
    }

    private void finish() throws SQLException {
        update("""
                insert ignore into payment_watch (payment_id, looks, look_at)
                select id, 999, :now from payment where tenant_id = :tenant and review is not null
                """);
        // The worker need not go over all this once more, unless it has something of its own to read.
        update("""
                update figures_cursor set position = (select max(id) from payment)
                where name = 'payment' and not exists (select 1 from payment p where p.tenant_id <> :tenant and p.id >
                    (select c.position from (select position from figures_cursor where name = 'payment') c))
                """);
        hours("payment", "payments, approved, denied", "sum(payments), sum(approved), sum(denied)");
        hours("latency", "timed, own_millis", "sum(timed), sum(own_millis)");
        // Nobody waited for these answers: what was invented about them stays.
        update("update figures_cursor set position = (select max(id) from payment) where name = 'latency'");
        connection.commit();
    }

    private static String random() {
        return "x'"
                + HexFormat.of()
                        .formatHex(ByteBuffer.allocate(16)
                                .putLong(UUID.randomUUID().getMostSignificantBits())
                                .putLong(UUID.randomUUID().getLeastSignificantBits())
                                .array())
                + "'";
    }

    private byte[] one(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getBytes(1);
        }
    }

    private void update(String sql) throws SQLException {
        var names = NAME.matcher(sql).results().map(it -> it.group(1)).toList();
        try (var statement = connection.prepareStatement(NAME.matcher(sql).replaceAll("?"))) {
            for (var i = 0; i < names.size(); i++) {
                statement.setObject(i + 1, values.get(names.get(i)));
            }
            statement.executeUpdate();
        }
    }
}
