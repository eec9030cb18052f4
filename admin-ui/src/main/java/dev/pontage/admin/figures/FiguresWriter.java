package dev.pontage.admin.figures;

import dev.pontage.payment.References;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.Places;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntBiFunction;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Follows the journal: the ids of each new payment become references, it is added to its minute, and what is not over yet
 * is looked at again. Who has a reference has been seen, and is not seen a second time.
 */
@Component
class FiguresWriter {
    /** A transaction may commit this long after its id was made; what it wrote is found by looking back. */
    private static final Duration LATE = Duration.ofSeconds(5);

    static final int AT_ONCE = 5_000;

    private static final int WATCHED_AT_ONCE = 1_024;

    /** A step writes so many down in one go, and then rests: the payments that come meanwhile want the database too. */
    private static final int PIECE = 64;

    /** All the rests of a turn: so much longer waits the end of a payment in it that goes to a person meanwhile. */
    private static final Duration RESTS = Duration.ofMillis(70);

    private static final String SINCE =
            "from payment p force index (primary) where p.id > :after and p.id <= :position and :scope(p)";

    private final TenantJdbc jdbc;
    private final References references;
    private final PaymentSums sums;
    private final Clock clock;

    /** What this node has noted of the ids that are looked at again, so that it need not ask for the reference of each. */
    private final Set<UUID> lately = ConcurrentHashMap.newKeySet();

    FiguresWriter(@Qualifier("backgroundJdbc") TenantJdbc jdbc, PaymentSums sums, Clock clock) {
        this.jdbc = jdbc;
        this.references = new References(jdbc);
        this.sums = sums;
        this.clock = clock;
    }

    /** One step behind the journal, with a look at who came late and at what is not over; how many are new. */
    int step() {
        return follow((position, noted) -> {
            note(late(position), noted);
            var taken = take(position, noted);
            watchDoubts();
            look();
            return taken;
        });
    }

    /** Only those who came since; how many they are. */
    int brief() {
        return follow(this::take);
    }

    private int follow(ToIntBiFunction<byte[], List<byte[]>> from) {
        var noted = new ArrayList<byte[]>();
        var taken = TenantScope.all()
                .call(() -> jdbc.inTransaction(() -> held().map(it -> from.applyAsInt(it, noted))
                        // Another node is at it.
                        .orElse(0)));
        // Not before it is committed: who was not noted after all is found by the next look.
        noted.forEach(it -> lately.add(Ids.of(it)));
        return taken;
    }

    private Optional<byte[]> held() {
        return jdbc.sql("select position from figures_cursor where name = 'payment' for update skip locked")
                .query(byte[].class)
                .optional();
    }

    private int take(byte[] position, List<byte[]> noted) {
        var fresh = jdbc.sql(
                        "select p.id from payment p where p.id > :position and :scope(p) order by p.id limit :most")
                .param("position", position)
                .param("most", AT_ONCE)
                .query(byte[].class)
                .list();
        if (!fresh.isEmpty()) {
            note(fresh, noted);
            jdbc.sql("update figures_cursor set position = :last where name = 'payment'")
                    .param("last", fresh.getLast())
                    .update();
        }
        return fresh.size();
    }

    /** What was committed after others with later ids. */
    private List<byte[]> late(byte[] position) {
        var since = Minutes.of(position).minus(LATE);
        lately.removeIf(it -> Minutes.of(it).isBefore(since));
        if (count(since, position) == lately.size()) {
            return List.of();
        }
        var unknown = jdbc
                .sql("select p.id " + SINCE)
                .param("after", Minutes.first(since))
                .param("position", position)
                .query(byte[].class)
                .list()
                .stream()
                .filter(it -> !lately.contains(Ids.of(it)))
                .toList();
        return pieces(unknown, WATCHED_AT_ONCE).stream()
                .flatMap(it -> references.unknown(it).stream())
                .toList();
    }

    /** Where there are as many as this node has noted, it has noted them all: the ids need not be fetched. */
    private int count(Instant since, byte[] position) {
        return jdbc.sql("select count(*) " + SINCE)
                .param("after", Minutes.first(since))
                .param("position", position)
                .query(Integer.class)
                .single();
    }

    private void note(List<byte[]> payments, List<byte[]> noted) {
        noted.addAll(payments);
        var pieces = pieces(payments, PIECE);
        for (var piece : pieces) {
            watchOpen(piece);
            // After that look: what is decided in between is either watched or has its identifiers already.
            references.note(piece);
            if (pieces.size() > 1) {
                LockSupport.parkNanos(RESTS.dividedBy(pieces.size()).toNanos());
            }
        }
        pieces(payments, WATCHED_AT_ONCE).forEach(sums::seen);
    }

    private void watchOpen(List<byte[]> payments) {
        jdbc.sql("""
                        insert ignore into payment_watch (payment_id, looks, look_at, counted_open)
                        select p.id, 0, :now, p.status in ('RECEIVED', 'PENDING')
                        from payment p where p.id in (:these) and :scope(p)
                            and (p.status in ('RECEIVED', 'PENDING') or p.in_doubt or p.review is not null)
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("these", Places.of(payments))
                .update();
    }

    private static List<List<byte[]>> pieces(List<byte[]> all, int size) {
        return IntStream.iterate(0, it -> it < all.size(), it -> it + size)
                .mapToObj(it -> all.subList(it, Math.min(all.size(), it + size)))
                .toList();
    }

    /** A change of an old payment may be in doubt as well, also when no new payment comes. */
    private void watchDoubts() {
        jdbc.sql("""
                        insert ignore into payment_watch (payment_id, looks, look_at)
                        select o.payment_id, 0, :now from operation o where o.due_at is not null and :scope(o)
                            and o.state = 'IN_DOUBT' limit 1000
                        """).param("now", Timestamp.from(clock.instant())).update();
    }

    /** What was not over when it was last looked at; the older it is, the rarer. */
    private void look() {
        var due = jdbc.sql("select payment_id from payment_watch where look_at <= :now order by look_at limit :most")
                .param("now", Timestamp.from(clock.instant()))
                .param("most", WATCHED_AT_ONCE)
                .query(byte[].class)
                .list();
        if (due.isEmpty()) {
            return;
        }
        ended(jdbc.sql("""
                        select p.id, w.counted_open from payment_watch w join payment p on p.id = w.payment_id
                        where w.payment_id in (:these) and :scope(p) and not p.in_doubt and p.review is null
                            and p.status not in ('RECEIVED', 'PENDING')
                        """)
                .param("these", Places.of(due))
                .query((row, index) -> new Over(row.getBytes("id"), row.getBoolean("counted_open")))
                .list());
        references.note(due);
        rest(due);
    }

    private record Over(byte[] payment, boolean countedOpen) {}

    private void ended(List<Over> over) {
        if (over.isEmpty()) {
            return;
        }
        var open = over.stream().filter(Over::countedOpen).map(Over::payment).toList();
        sums.over(open);
        over.stream()
                .filter(it -> !it.countedOpen())
                .map(it -> Minutes.minute(it.payment()))
                .distinct()
                .forEach(sums::anew);
        jdbc.sql("delete from payment_watch where payment_id in (:over)")
                .param("over", Places.of(over.stream().map(Over::payment).toList()))
                .update();
    }

    private void rest(List<byte[]> due) {
        var now = clock.instant();
        // Two seconds for the first five minutes, then half a minute: a slip is open for days.
        jdbc.sql("""
                        update payment_watch set looks = looks + 1, look_at = case when looks < 150 then :soon else :later end
                        where payment_id in (:these)
                        """)
                .param("soon", Timestamp.from(now.plusSeconds(2)))
                .param("later", Timestamp.from(now.plusSeconds(30)))
                .param("these", Places.of(due))
                .update();
    }
}
