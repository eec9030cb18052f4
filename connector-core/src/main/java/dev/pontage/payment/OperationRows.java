package dev.pontage.payment;

import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Inbound;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.Recipient;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.Sent;
import dev.pontage.tenant.TenantJdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operations as rows. */
final class OperationRows {
    private static final String SELECT =
            "select o.*, p.currency, p.exponent from operation o join payment p on p.id = o.payment_id ";

    private static final String INSERT = """
            insert into operation (id, tenant_id, payment_id, kind, request_key, idempotency_key, state,
                amount, attempt, claim, fence, node, lease_until, due_at, asked, not_found, change_id, code,
                message, allocation, settled_before, refunded_before, conflicts, created_at, concluded_at)
            values (:id, :tenant, :payment, :kind, :request, :key, :state, :amount, 1, :claim, 1, :node,
                :lease, :due, 0, 0, :change, :code, :message, :from, :settled, :refunded, 0, :now, :concluded)
            """;

    /** What is found out later does not change when the caller got its answer: that is the first conclusion. */
    private static final String CONCLUDE = """
            update operation set state = :state, due_at = :due, asked = asked + :asked,
                not_found = :notFound, first_not_found_at = :firstNotFound,
                change_id = coalesce(:change, change_id), code = :code, message = :message,
                reply = coalesce(:reply, reply), lease_until = :concluded,
                recipients = case when :over then null else recipients end,
                sent_at = coalesce(sent_at, :concluded), concluded_at = :concluded
            where id = :id and fence = :fence and state = :before and :scope
            """;

    private final TenantJdbc jdbc;

    OperationRows(TenantJdbc jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Operation> find(UUID payment, Operation.Kind kind, byte[] requestKey) {
        return jdbc.sql(SELECT
                        + "where o.payment_id = :payment and o.kind = :kind and o.request_key = :key and :scope(o)")
                .param("payment", Ids.bytes(payment))
                .param("kind", kind.name())
                .param("key", requestKey)
                .query(OperationRows::map)
                .optional();
    }

    Optional<Operation> find(UUID id) {
        return jdbc.sql(SELECT + "where o.id = :id and :scope(o)")
                .param("id", Ids.bytes(id))
                .query(OperationRows::map)
                .optional();
    }

    /** All of a payment, oldest first. */
    List<Operation> of(UUID payment) {
        return jdbc.sql(SELECT + "where o.payment_id = :payment and :scope(o) order by o.created_at, o.id")
                .param("payment", Ids.bytes(payment))
                .query(OperationRows::map)
                .list();
    }

    void insert(Operation operation, Optional<Instant> due) {
        jdbc.sql(INSERT).params(fresh(operation, due)).update();
    }

    /** Operations of whichever tenants that were opened just now. */
    Sent inserting(List<Operation> opened) {
        return jdbc.many(
                INSERT,
                opened.stream()
                        .map(it -> new TenantJdbc.Row(it.tenantId(), fresh(it, Optional.of(it.leaseUntil()))))
                        .toList());
    }

    private static Map<String, @Nullable Object> fresh(Operation operation, Optional<Instant> due) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("id", Ids.bytes(operation.id()));
        values.put("payment", Ids.bytes(operation.paymentId()));
        values.put("kind", operation.kind().name());
        values.put("request", operation.requestKey());
        values.put("key", operation.key());
        values.put("state", operation.state().name());
        values.put("amount", operation.amount());
        values.put("claim", Ids.bytes(operation.claim()));
        values.put("node", Ids.bytes(operation.node()));
        values.put("lease", Timestamp.from(operation.leaseUntil()));
        values.put("due", PaymentRows.time(due));
        values.put("change", operation.changeId().orElse(null));
        values.put("code", operation.code().orElse(null));
        values.put("message", operation.message().orElse(null));
        values.put("from", operation.from().isEmpty() ? null : Json.parts(operation.from()));
        values.put("settled", operation.before().map(Operation.Sums::settled).orElse(null));
        values.put("refunded", operation.before().map(Operation.Sums::refunded).orElse(null));
        values.put("now", Timestamp.from(operation.createdAt()));
        values.put("concluded", operation.isFinal() ? Timestamp.from(operation.createdAt()) : null);
        return values;
    }

    /** What a change is about: by today's sums where it is tried again, and to whom the money goes. */
    void about(UUID id, long amount, Operation.Sums before, List<Change.Part> from, List<Recipient> recipients) {
        jdbc.sql("""
                        update operation set amount = :amount, settled_before = :settled, refunded_before = :refunded,
                            allocation = :from, recipients = :recipients, recipients_hash = :hash
                        where id = :id and :scope
                        """)
                .param("amount", amount)
                .param("settled", before.settled())
                .param("refunded", before.refunded())
                .param("from", from.isEmpty() ? null : Json.parts(from))
                .param("recipients", recipients.isEmpty() ? null : Json.recipients(recipients))
                .param("hash", recipients.isEmpty() ? null : Keys.of(recipients))
                .param("id", Ids.bytes(id))
                .update();
    }

    /** To whom the money of a change goes; empty where it is not split. */
    List<Recipient> recipients(UUID id, Money unit) {
        return jdbc.sql("select recipients from operation where id = :id and recipients is not null and :scope")
                .param("id", Ids.bytes(id))
                .query(String.class)
                .optional()
                .map(it -> Json.recipients(it, unit))
                .orElse(List.of());
    }

    /** Whether a change was asked for to these; rows that are older than the hash have the recipients only. */
    boolean goesTo(UUID id, List<Recipient> recipients, Money unit) {
        return jdbc.sql(
                        "select recipients_hash from operation where id = :id and recipients_hash is not null and :scope")
                .param("id", Ids.bytes(id))
                .query(String.class)
                .optional()
                .map(Keys.of(recipients)::equals)
                .orElseGet(() -> recipients.equals(recipients(id, unit)));
    }

    /**
     * Begins an operation once more, if nobody else has meanwhile. What was not found before says nothing about what is
     * sent from now on.
     */
    boolean claim(Operation operation, UUID claim, UUID node, Instant lease) {
        return jdbc.sql("""
                                update operation set state = 'OPEN', claim = :claim, fence = fence + 1, node = :node,
                                    lease_until = :lease, due_at = :lease, attempt = attempt + 1, not_found = 0,
                                    first_not_found_at = null
                                where id = :id and fence = :fence and state = :before and :scope
                                """)
                        .param("claim", Ids.bytes(claim))
                        .param("node", Ids.bytes(node))
                        .param("lease", Timestamp.from(lease))
                        .param("id", Ids.bytes(operation.id()))
                        .param("fence", operation.fence())
                        .param("before", operation.state().name())
                        .update()
                == 1;
    }

    /** Writes how it stands now; false if somebody else has taken it over. */
    boolean conclude(Operation operation, Conclusion conclusion, Instant now) {
        return jdbc.sql(CONCLUDE).params(concluded(operation, conclusion, now)).update() == 1;
    }

    /** An operation and how it ends. */
    record Ended(Operation operation, Conclusion conclusion) {}

    /** The same for operations of whichever tenants at once; it finds fewer if somebody else has taken any of them over. */
    Sent concluding(List<Ended> all, Instant now) {
        var rows = all.stream()
                .map(it ->
                        new TenantJdbc.Row(it.operation().tenantId(), concluded(it.operation(), it.conclusion(), now)))
                .toList();
        return jdbc.many(CONCLUDE, rows);
    }

    private static Map<String, @Nullable Object> concluded(Operation operation, Conclusion conclusion, Instant now) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("before", operation.state().name());
        values.put("state", conclusion.state().name());
        values.put("due", PaymentRows.time(conclusion.due()));
        values.put("asked", conclusion.asked() ? 1 : 0);
        values.put("notFound", conclusion.notFound() ? operation.notFound() + 1 : 0);
        values.put(
                "firstNotFound",
                conclusion.notFound()
                        ? Timestamp.from(operation.firstNotFoundAt().orElse(now))
                        : null);
        values.put("over", conclusion.state() != Operation.State.IN_DOUBT);
        values.put("change", conclusion.changeId().orElse(null));
        values.put("code", cut(conclusion.code(), 100));
        values.put("message", cut(conclusion.message(), 500));
        values.put("reply", conclusion.reply().map(Json::reply).orElse(null));
        values.put("concluded", Timestamp.from(now));
        values.put("id", Ids.bytes(operation.id()));
        values.put("fence", operation.fence());
        return values;
    }

    /** What is due, oldest first, locked; rows locked by others are passed over. */
    List<Operation> due(Instant now, int most) {
        return jdbc.sql(SELECT + "where o.due_at <= :now and :scope(o) order by o.due_at limit :most "
                        + "for update skip locked")
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(OperationRows::map)
                .list();
    }

    /** Who has something due. By its index this takes a step per tenant, however much one of them has. */
    List<UUID> tenantsDue(Instant now) {
        return jdbc.sql(
                        "select tenant_id, min(due_at) from operation where due_at <= :now and :scope group by tenant_id")
                .param("now", Timestamp.from(now))
                .query((row, index) -> Ids.of(row.getBytes("tenant_id")))
                .list();
    }

    /** Takes an operation over as another state, if the row is still as it was read. */
    boolean take(Operation operation, Operation.State as, UUID claim, UUID node, Instant lease) {
        return jdbc.sql("""
                                update operation set state = :state, claim = :claim, fence = fence + 1, node = :node,
                                    lease_until = :lease, due_at = :lease
                                where id = :id and fence = :fence and state = :before and :scope
                                """)
                        .param("state", as.name())
                        .param("claim", Ids.bytes(claim))
                        .param("node", Ids.bytes(node))
                        .param("lease", Timestamp.from(lease))
                        .param("id", Ids.bytes(operation.id()))
                        .param("fence", operation.fence())
                        .param("before", operation.state().name())
                        .update()
                == 1;
    }

    /** Calls and look-ups alike: what is concluded holds no lease any more. */
    void free(UUID node, Instant now) {
        jdbc.sql("update operation set due_at = :now, lease_until = :now where node = :node and lease_until > :now "
                        + "and state in ('OPEN', 'IN_DOUBT', 'WAITING') and :scope")
                .param("now", Timestamp.from(now))
                .param("node", Ids.bytes(node))
                .update();
    }

    /** A lease that has run out, of one who turns out to live. */
    void hold(Operation operation, Instant lease) {
        jdbc.sql("update operation set lease_until = :lease, due_at = :lease where id = :id and fence = :fence "
                        + "and state = :state and :scope")
                .param("lease", Timestamp.from(lease))
                .param("id", Ids.bytes(operation.id()))
                .param("fence", operation.fence())
                .param("state", operation.state().name())
                .update();
    }

    /** A look that has just been concluded keeps the state it had; its lease is over, which tells the two apart. */
    boolean renew(Operation operation, Instant lease, Instant now) {
        return jdbc.sql("update operation set lease_until = :lease, due_at = :lease where id = :id and fence = :fence "
                                + "and state = :state and (state = 'OPEN' or lease_until > :now) and :scope")
                        .param("now", Timestamp.from(now))
                        .param("lease", Timestamp.from(lease))
                        .param("id", Ids.bytes(operation.id()))
                        .param("fence", operation.fence())
                        .param("state", operation.state().name())
                        .update()
                == 1;
    }

    /** What looks at it meanwhile learns nothing that still counts. */
    void revive(Operation operation, Operation.State as, int attempt, Instant due) {
        jdbc.sql("update operation set state = :as, due_at = :due, attempt = :attempt, fence = fence + 1, "
                        + "not_found = 0, first_not_found_at = null where id = :id and fence = :fence and :scope")
                .param("as", as.name())
                .param("attempt", attempt)
                .param("due", Timestamp.from(due))
                .param("id", Ids.bytes(operation.id()))
                .param("fence", operation.fence())
                .update();
    }

    /** What goes with the answer of a change that is done now; what was told once stays what is told. */
    void tell(Operation operation, Decision decision) {
        if (operation.isChange()
                && !operation.isFinal()
                && decision.conclusion().state() == Operation.State.DONE) {
            tell(operation.id(), Metadata.of(decision.after()));
        }
    }

    void tell(UUID id, Map<String, String> metadata) {
        if (!metadata.isEmpty()) {
            jdbc.sql("update operation set told = :told where id = :id and :scope")
                    .param("told", Json.map(metadata))
                    .param("id", Ids.bytes(id))
                    .update();
        }
    }

    Optional<Inbound.Reply> reply(UUID id) {
        return jdbc.sql("select reply from operation where id = :id and reply is not null and :scope")
                .param("id", Ids.bytes(id))
                .query(String.class)
                .optional()
                .map(Json::reply);
    }

    /** A repeat had other contents; whether that was not known yet. */
    boolean conflict(Operation operation, String difference) {
        var known = jdbc.sql("select conflict from operation where id = :id and :scope")
                .param("id", Ids.bytes(operation.id()))
                .query(String.class)
                .optional();
        jdbc.sql("update operation set conflicts = conflicts + 1, conflict = :difference where id = :id and :scope")
                .param("difference", cut(difference, 500))
                .param("id", Ids.bytes(operation.id()))
                .update();
        return !known.equals(Optional.of(cut(difference, 500)));
    }

    /** A sale that is half known is looked at now; one that somebody is looking at is left to him. */
    void hurryCreate(UUID payment, Instant now) {
        jdbc.sql("update operation set due_at = :now where payment_id = :payment and kind = 'CREATE' "
                        + "and state in ('IN_DOUBT', 'FAILED') and lease_until <= :now and :scope")
                .param("now", Timestamp.from(now))
                .param("payment", Ids.bytes(payment))
                .update();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static Optional<Operation.Sums> sums(ResultSet row) throws SQLException {
        var settled = row.getLong("settled_before");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new Operation.Sums(settled, row.getLong("refunded_before")));
    }

    static Operation map(ResultSet row, int index) throws SQLException {
        var unit = new Money(0, row.getString("currency"), row.getInt("exponent"));
        return new Operation(
                Ids.of(row.getBytes("id")),
                Ids.of(row.getBytes("tenant_id")),
                Ids.of(row.getBytes("payment_id")),
                Operation.Kind.valueOf(row.getString("kind")),
                row.getBytes("request_key"),
                row.getString("idempotency_key"),
                Operation.State.valueOf(row.getString("state")),
                row.getLong("amount"),
                row.getInt("attempt"),
                Ids.of(row.getBytes("claim")),
                row.getInt("fence"),
                Ids.of(row.getBytes("node")),
                PaymentRows.instant(row, "lease_until").orElseThrow(),
                row.getInt("asked"),
                row.getInt("not_found"),
                PaymentRows.instant(row, "first_not_found_at"),
                PaymentRows.text(row, "change_id"),
                PaymentRows.text(row, "code"),
                PaymentRows.text(row, "message"),
                PaymentRows.text(row, "told").map(Json::map).orElse(Map.of()),
                Json.parts(row.getString("allocation"), unit),
                sums(row),
                PaymentRows.instant(row, "created_at").orElseThrow());
    }
}
