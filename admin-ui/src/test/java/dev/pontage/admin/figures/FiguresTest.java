package dev.pontage.admin.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.Shops;
import dev.pontage.payment.Payment;
import dev.pontage.payment.Payments;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

@AdminTest
class FiguresTest {
    private final FiguresWriter writer;
    private final Payments payments;
    private final Shops shops;
    private final TenantJdbc jdbc;

    FiguresTest(FiguresWriter writer, Payments payments, Shops shops, @Qualifier("adminJdbc") TenantJdbc jdbc) {
        this.writer = writer;
        this.payments = payments;
        this.shops = shops;
        this.jdbc = jdbc;
    }

    private void catchUp() {
        while (writer.step()) {
            // until there is no more
        }
    }

    private List<UUID> named(String value) {
        return TenantScope.all()
                .call(() -> jdbc
                        .sql("select payment_id from payment_reference where value = :value and :scope")
                        .param("value", value.getBytes(StandardCharsets.UTF_8))
                        .query(byte[].class)
                        .list()
                        .stream()
                        .map(Ids::of)
                        .toList());
    }

    private List<UUID> found(TenantScope scope, String text) {
        return scope.call(() -> payments
                .search(new Payments.Search(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(text),
                        Optional.empty(),
                        Optional.empty(),
                        25,
                        Optional.empty()))
                .items()
                .stream()
                .map(Payment::id)
                .toList());
    }

    @Test
    void every_id_of_a_payment_becomes_a_reference_and_a_second_look_changes_nothing() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "10.00");
        catchUp();
        writer.step();
        for (var id : List.of(
                payment.key(),
                "O-" + payment.key(),
                "TX-" + payment.key(),
                "R-" + payment.key(),
                payment.identifiers().tid().orElseThrow(),
                payment.identifiers().authorizationId().orElseThrow())) {
            assertThat(named(id)).as(id).containsExactly(payment.id());
        }
    }

    @Test
    void a_search_finds_a_payment_before_and_after_it_was_written_down_and_for_its_own_people_only() {
        var shop = shops.open();
        var payment = shops.pay(shop, Shops.GOOD_CARD, "10.00");
        var stranger = TenantScope.of(shops.open().tenantId());
        for (var round = 0; round < 2; round++) {
            assertThat(found(TenantScope.of(shop.tenantId()), "O-" + payment.key()))
                    .containsExactly(payment.id());
            assertThat(found(stranger, "O-" + payment.key())).isEmpty();
            catchUp();
        }
    }

    @Test
    void the_minutes_add_up_to_the_payments_and_are_not_counted_twice() {
        var shop = shops.open();
        shops.pay(shop, Shops.GOOD_CARD, "10.00");
        shops.pay(shop, Shops.GOOD_CARD, "11.00");
        shops.pay(shop, "4444333322221112", "12.00");
        catchUp();
        writer.step();
        var counted = TenantScope.of(shop.tenantId())
                .call(() -> jdbc.sql(
                                "select sum(payments), sum(approved), sum(denied), sum(amount) from payment_minute where :scope")
                        .query((row, index) -> List.of(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                        .single());
        assertThat(counted).containsExactly(3L, 2L, 1L, 3300L);
    }

    @Test
    void ids_are_ordered_by_the_minute_they_were_made_in() {
        var at = Instant.parse("2026-11-21T12:34:56.789Z");
        assertThat(Minutes.of(Minutes.first(at))).isEqualTo(at);
        assertThat(Minutes.minute(Minutes.first(at))).isEqualTo(Instant.parse("2026-11-21T12:34:00Z"));
    }
}
