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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

@AdminTest
class FiguresTest {
    private final FiguresWriter writer;
    private final Payments payments;
    private final Shops shops;
    private final TenantJdbc jdbc;

    private final PaymentSums sums;
    private final Clock clock;

    FiguresTest(
            FiguresWriter writer,
            Payments payments,
            Shops shops,
            @Qualifier("adminJdbc") TenantJdbc jdbc,
            PaymentSums sums,
            Clock clock) {
        this.writer = writer;
        this.sums = sums;
        this.clock = clock;
        this.payments = payments;
        this.shops = shops;
        this.jdbc = jdbc;
    }

    private void catchUp() {
        while (writer.step() == FiguresWriter.AT_ONCE) {
            // until there is no more
        }
    }

    private List<UUID> named(String value) {
        return TenantScope.all()
                .call(() -> jdbc
                        .sql(
                                "select payment_id from payment_reference where :value in (payment_key, order_id, transaction_id, "
                                        + "reference, tid, nsu, authorization_id, plugin_reference) and :scope")
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
        for (var id : idsOf(payment)) {
            assertThat(named(id)).as(id).containsExactly(payment.id());
        }
    }

    private static List<String> idsOf(Payment payment) {
        return List.of(
                payment.key(),
                "O-" + payment.key(),
                "TX-" + payment.key(),
                "R-" + payment.key(),
                payment.identifiers().tid().orElseThrow(),
                payment.identifiers().nsu().orElseThrow(),
                payment.identifiers().authorizationId().orElseThrow());
    }

    @Test
    void an_id_that_a_payment_gets_later_becomes_a_reference_while_it_is_watched() {
        var slow = shops.pay(shops.open(), Shops.SLOW_CARD, "10.00");
        catchUp();
        change(slow, "tid = 'T-%s'".formatted(slow.key()));
        look(slow);

        assertThat(named("T-" + slow.key())).containsExactly(slow.id());
    }

    @Test
    void what_a_plugin_calls_a_payment_is_a_reference_and_what_else_it_keeps_is_not() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "10.00");
        TenantScope.all()
                .run(() -> jdbc.transact(() -> jdbc.sql("update payment set refs = :refs where id = :id and :scope")
                        .param("refs", "{\"reference\":\"R-of-%1$s\",\"other\":\"O-of-%1$s\"}".formatted(payment.key()))
                        .param("id", Ids.bytes(payment.id()))
                        .update()));
        catchUp();

        assertThat(named("R-of-" + payment.key())).containsExactly(payment.id());
        assertThat(named("O-of-" + payment.key())).isEmpty();
    }

    @Test
    void a_search_finds_a_payment_by_any_id_before_and_after_it_was_written_down_and_for_its_own_people_only() {
        var shop = shops.open();
        var payment = shops.pay(shop, Shops.GOOD_CARD, "10.00");
        var stranger = TenantScope.of(shops.open().tenantId());
        for (var round = 0; round < 2; round++) {
            for (var id : idsOf(payment)) {
                assertThat(found(TenantScope.of(shop.tenantId()), id)).as(id).containsExactly(payment.id());
                assertThat(found(stranger, id)).as(id).isEmpty();
            }
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
        assertThat(counted(shop)).containsExactly(3L, 2L, 1L, 3300L);
    }

    @Test
    void between_two_whole_steps_the_newest_are_counted_a_few_at_a_time_and_once() {
        var shop = shops.open();
        catchUp();
        shops.pay(shop, Shops.GOOD_CARD, "10.00");
        writer.brief();
        assertThat(counted(shop)).containsExactly(1L, 1L, 0L, 1000L);
        shops.pay(shop, Shops.GOOD_CARD, "11.00");
        assertThat(writer.brief()).isPositive();
        writer.step();
        assertThat(counted(shop)).containsExactly(2L, 2L, 0L, 2100L);
    }

    @Test
    void more_than_one_piece_is_counted_whole_and_once() {
        catchUp();
        var shop = shops.open();
        IntStream.range(1, 70).forEach(it -> shops.pay(shop, Shops.GOOD_CARD, "10.00"));
        var last = shops.pay(shop, Shops.GOOD_CARD, "10.00");

        writer.brief();
        writer.step();

        assertThat(counted(shop)).containsExactly(70L, 70L, 0L, 70_000L);
        assertThat(named("R-" + last.key())).containsExactly(last.id());
    }

    @Test
    void a_payment_that_was_committed_after_others_with_later_ids_is_counted_once_by_whichever_node() {
        var shop = shops.open();
        var late = shops.pay(shop, Shops.GOOD_CARD, "10.00");
        jdbc.transact(() -> jdbc.sql("update figures_cursor set position = :position where name = 'payment'")
                .param("position", Ids.bytes(late.id()))
                .update());
        writer.step();
        assertThat(counted(shop)).containsExactly(1L, 1L, 0L, 1000L);

        writer.step();
        new FiguresWriter(jdbc, sums, clock).step();
        assertThat(counted(shop)).containsExactly(1L, 1L, 0L, 1000L);
    }

    @Test
    void a_payment_that_was_open_when_it_was_counted_is_approved_once_when_it_is_over() {
        var shop = shops.open();
        shops.pay(shop, Shops.GOOD_CARD, "10.00");
        var slow = shops.pay(shop, Shops.SLOW_CARD, "11.00");
        catchUp();
        assertThat(counted(shop)).containsExactly(2L, 1L, 0L, 2100L);
        change(slow, "status = 'AUTHORIZED', in_doubt = false");
        look(slow);
        assertThat(counted(shop)).containsExactly(2L, 2L, 0L, 2100L);
        look(slow);
        assertThat(counted(shop)).containsExactly(2L, 2L, 0L, 2100L);
    }

    @Test
    void a_minute_that_is_counted_anew_while_a_payment_in_it_ends_has_that_payment_once() {
        var shop = shops.open();
        var looked = shops.pay(shop, Shops.GOOD_CARD, "10.00");
        var slow = shops.pay(shop, Shops.SLOW_CARD, "11.00");
        change(looked, "review = 'look at it'");
        catchUp();
        // One is over while the other has ended but is not looked at yet: both are in the count of the whole minute.
        change(looked, "review = null, status = 'DENIED'");
        change(slow, "status = 'AUTHORIZED', in_doubt = false");
        postpone(slow);
        look(looked);
        assertThat(counted(shop)).containsExactly(2L, 1L, 1L, 2100L);
        look(slow);
        assertThat(counted(shop)).containsExactly(2L, 1L, 1L, 2100L);
    }

    private List<Long> counted(Shops.Shop shop) {
        var minutes =
                counted(shop, "select sum(payments), sum(approved), sum(denied), sum(amount) from payment_minute");
        var hours = counted(shop, "select sum(payments), sum(approved), sum(denied), 0 from payment_hour");
        assertThat(hours.subList(0, 3)).isEqualTo(minutes.subList(0, 3));
        return minutes;
    }

    private List<Long> counted(Shops.Shop shop, String sums) {
        return TenantScope.of(shop.tenantId())
                .call(() -> jdbc.sql(sums + " where :scope")
                        .query((row, index) -> List.of(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                        .single());
    }

    private void change(Payment payment, String how) {
        write("update payment set " + how + " where id = :id and :scope", payment);
    }

    private void postpone(Payment payment) {
        write("update payment_watch set look_at = timestampadd(day, 1, look_at) where payment_id = :id", payment);
    }

    /** Its turn is now, whatever the time. */
    private void look(Payment payment) {
        write("update payment_watch set look_at = timestamp '2000-01-01 00:00:00' where payment_id = :id", payment);
        writer.step();
    }

    private void write(String sql, Payment payment) {
        TenantScope.all()
                .run(() -> jdbc.transact(
                        () -> jdbc.sql(sql).param("id", Ids.bytes(payment.id())).update()));
    }

    @Test
    void ids_are_ordered_by_the_minute_they_were_made_in() {
        var at = Instant.parse("2026-11-21T12:34:56.789Z");
        assertThat(Minutes.of(Minutes.first(at))).isEqualTo(at);
        assertThat(Minutes.minute(Minutes.first(at))).isEqualTo(Instant.parse("2026-11-21T12:34:00Z"));
    }
}
