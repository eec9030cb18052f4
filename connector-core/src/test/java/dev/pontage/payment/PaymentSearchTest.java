package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/** Pages of a search that no index helps with: short ones, but each payment once and none left out. */
class PaymentSearchTest extends EngineStory {
    private static final int LIMIT = 2;

    private final PaymentSearch search;

    PaymentSearchTest(Parts parts, @Qualifier("adminJdbc") TenantJdbc jdbc) {
        super(parts);
        this.search = new PaymentSearch(jdbc, 3, this::idTime);
    }

    private List<UUID> pay(int count) {
        return IntStream.range(0, count)
                .mapToObj(it -> {
                    clock.advance(Duration.ofSeconds(1));
                    return authorize(Orders.visa(UUID.randomUUID().toString(), 1_000 + it * 100L))
                            .id();
                })
                .toList();
    }

    private static Payments.Narrow between(String least, String most) {
        return new Payments.Narrow(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new BigDecimal(least)),
                Optional.of(new BigDecimal(most)),
                false);
    }

    private Payments.Narrow ofShop() {
        return new Payments.Narrow(
                Optional.of(shop.id()),
                Optional.of("Visa"),
                Optional.of(PaymentStatus.AUTHORIZED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static Payments.Search asked(
            Payments.Narrow narrow, Optional<Instant> from, Optional<Instant> to, Optional<String> cursor) {
        return new Payments.Search(
                Optional.empty(), Optional.empty(), Optional.empty(), from, to, LIMIT, cursor, narrow);
    }

    private Payments.Page page(TenantScope scope, Payments.Narrow narrow, Optional<String> cursor) {
        return scope.call(() -> search.page(asked(narrow, Optional.empty(), Optional.empty(), cursor)));
    }

    /** Page after page until so many are found, or to the end. */
    private List<UUID> walk(TenantScope scope, Payments.Narrow narrow, int wanted) {
        var found = new ArrayList<UUID>();
        var cursor = Optional.<String>empty();
        do {
            var page = page(scope, narrow, cursor);
            page.items().forEach(it -> found.add(it.id()));
            cursor = page.nextCursor();
        } while (cursor.isPresent() && found.size() < wanted);
        return found;
    }

    @Test
    void a_rare_amount_is_found_however_far_back_it_lies_and_nothing_twice() {
        var made = pay(11);
        assertThat(walk(TenantScope.of(shop.tenantId()), between("10.00", "10.00"), 11))
                .containsExactly(made.getFirst());
        assertThat(walk(TenantScope.of(shop.tenantId()), between("10.00", "15.00"), 11))
                .containsExactlyElementsOf(made.subList(0, 6).reversed());
    }

    @Test
    void all_merchants_at_once_are_searched_by_affiliation_method_and_state() {
        var made = pay(7);
        assertThat(walk(TenantScope.all(), ofShop(), 7)).containsExactlyElementsOf(made.reversed());
    }

    @Test
    void payments_of_one_instant_are_not_lost_between_pages() {
        var made = IntStream.range(0, 5)
                .mapToObj(it -> authorize(Orders.visa(UUID.randomUUID().toString(), 500))
                        .id())
                .toList();
        assertThat(walk(TenantScope.of(shop.tenantId()), Payments.Narrow.NOT, 9))
                .containsExactlyElementsOf(made.reversed());
    }

    @Test
    void a_way_forward_is_a_way_back() {
        var made = pay(6).reversed();
        var scope = TenantScope.of(shop.tenantId());
        var first = page(scope, Payments.Narrow.NOT, Optional.empty());
        var second = page(scope, Payments.Narrow.NOT, first.nextCursor());
        assertThat(second.items()).extracting(Payment::id).containsExactlyElementsOf(made.subList(2, 4));
        var back = page(scope, Payments.Narrow.NOT, second.previousCursor());
        assertThat(back.items()).extracting(Payment::id).containsExactlyElementsOf(made.subList(0, 2));
        assertThat(back.nextCursor()).isEqualTo(first.nextCursor());
        assertThat(back.previousCursor()).isEmpty();
        assertThat(first.previousCursor()).isEmpty();
    }

    @Test
    void a_span_of_time_is_found_by_the_ids_alone() {
        pay(2);
        clock.advance(Duration.ofSeconds(1));
        var from = clock.instant();
        var within = pay(2);
        clock.advance(Duration.ofSeconds(1));
        var to = clock.instant();
        pay(1);
        var found = TenantScope.all()
                .call(() -> search.page(asked(ofShop(), Optional.of(from), Optional.of(to), Optional.empty())));
        assertThat(found.items()).extracting(Payment::id).containsExactlyElementsOf(within.reversed());
    }

    /** Ids are made of the real time, which the test's clock does not follow. */
    private UUID idTime(Instant time) {
        var now = Instant.ofEpochMilli(Ids.next().getMostSignificantBits() >>> 16);
        return Ids.earliest(now.plus(Duration.between(clock.instant(), time)));
    }

    @Test
    void what_a_person_must_look_at_is_found_however_old_it_is() {
        var old = authorize(Orders.visa(key, 700));
        clock.advance(Duration.ofDays(3));
        pay(4);
        in(() -> {
            journal.note(old, "acquirer", "It was taken back.", true);
            return true;
        });
        var needing = new Payments.Narrow(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
        assertThat(walk(TenantScope.of(shop.tenantId()), needing, 5)).containsExactly(old.id());
    }

    @Test
    void a_cursor_that_is_none_finds_nothing() {
        pay(1);
        assertThat(page(TenantScope.of(shop.tenantId()), Payments.Narrow.NOT, Optional.of("x"))
                        .items())
                .isEmpty();
    }
}
