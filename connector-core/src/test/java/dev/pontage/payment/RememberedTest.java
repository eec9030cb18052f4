package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pontage.payment.PaymentRows.Known;
import dev.pontage.payment.PaymentRows.Name;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.world.FaultyDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.transaction.TransactionException;

/** What a node that is alone answers from its memory, and when it looks again. */
class RememberedTest extends EngineStory {
    private final TenantJdbc jdbc;
    private volatile OptionalLong alone = OptionalLong.of(1);
    private final Remembered remembered = remembering(() -> alone);
    private final KnownPayments known;
    private final PaymentWrites writes;

    RememberedTest(Parts parts, @Qualifier("paymentsJdbc") TenantJdbc jdbc) {
        super(parts);
        this.jdbc = jdbc;
        this.known = new KnownPayments(jdbc, remembered);
        this.writes = new PaymentWrites(jdbc, remembered);
    }

    @AfterEach
    void let_commits_be() {
        FaultyDatabase.heal();
    }

    @Test
    void a_decided_payment_is_read_once() {
        authorize(Orders.visa(key, 3190));

        assertThat(statusAfterAnUnseenChange()).isEqualTo(PaymentStatus.AUTHORIZED);
    }

    @Test
    void one_that_waits_for_the_shopper_is_read_each_time() {
        pendingPix();

        assertThat(statusAfterAnUnseenChange()).isEqualTo(PaymentStatus.EXPIRED);
    }

    @Test
    void one_that_vtex_is_still_to_be_called_about_is_read_each_time() {
        pendingPix();
        hear("pix-" + key, paid());
        assertThat(read().orElseThrow().attempts()).isPresent();
        changeUnseen();

        assertThat(status()).isEqualTo(PaymentStatus.EXPIRED);
    }

    @Test
    void beside_other_nodes_every_payment_is_read_each_time() {
        authorize(Orders.visa(key, 3190));
        status();
        changeUnseen();
        alone = OptionalLong.empty();

        assertThat(status()).isEqualTo(PaymentStatus.EXPIRED);
    }

    @Test
    void what_was_read_before_another_node_came_and_went_is_read_again() {
        authorize(Orders.visa(key, 3190));
        status();
        changeUnseen();
        alone = OptionalLong.of(2);

        assertThat(status()).isEqualTo(PaymentStatus.EXPIRED);
    }

    @Test
    void what_was_read_beside_another_node_is_not_kept() {
        authorize(Orders.visa(key, 3190));
        alone = OptionalLong.empty();
        status();
        changeUnseen();
        alone = OptionalLong.of(2);

        assertThat(status()).isEqualTo(PaymentStatus.EXPIRED);
    }

    @Test
    void what_this_node_has_changed_is_read_again() {
        var payment = authorize(Orders.visa(key, 3190));
        status();
        change(payment);

        assertThat(status()).isEqualTo(PaymentStatus.CANCELLED);
    }

    @Test
    void what_was_read_before_a_change_is_not_believed_after_it() {
        var payment = authorize(Orders.visa(key, 3190));
        var mark = remembered.mark(name()).orElseThrow();
        var before = read().orElseThrow();
        change(payment);

        remembered.keep(before, mark);

        assertThat(status()).isEqualTo(PaymentStatus.CANCELLED);
    }

    @Test
    void what_is_read_before_a_change_is_committed_is_not_believed_after_it() {
        var payment = authorize(Orders.visa(key, 3190));
        in(() -> jdbc.inTransaction(() -> {
            writes.update(cancelled(payment));
            assertThat(status()).isEqualTo(PaymentStatus.AUTHORIZED);
            return payment;
        }));

        assertThat(status()).isEqualTo(PaymentStatus.CANCELLED);
    }

    @Test
    void what_is_asked_for_soon_after_a_change_is_not_kept_since_another_server_may_be_behind() {
        var payment = authorize(Orders.visa(key, 3190));
        var nanos = new AtomicLong();
        var lately = new Remembered(() -> alone, Duration.ofSeconds(5), nanos::get);
        nanos.set(Duration.ofHours(1).toNanos());
        assertThat(lately.mark(name())).isPresent();
        in(() -> jdbc.inTransaction(() -> {
            new PaymentWrites(jdbc, lately).update(payment);
            return payment;
        }));

        assertThat(lately.mark(name())).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(lately.mark(name())).isPresent();
    }

    @Test
    void nothing_is_kept_while_a_change_is_under_way_however_long_it_takes() {
        var payment = authorize(Orders.visa(key, 3190));
        in(() -> jdbc.inTransaction(() -> {
            writes.update(cancelled(payment));
            assertThat(remembered.mark(name())).isEmpty();
            return payment;
        }));

        assertThat(remembered.mark(name())).isPresent();
    }

    @Test
    void a_node_that_has_just_begun_keeps_nothing_since_a_killed_one_may_have_left_a_commit_behind() {
        var nanos = new AtomicLong();
        var begun = new Remembered(() -> alone, Duration.ofSeconds(5), nanos::get);
        nanos.set(Duration.ofSeconds(60).toNanos());
        assertThat(begun.mark(name())).isEmpty();

        nanos.set(Duration.ofSeconds(65).toNanos());
        assertThat(begun.mark(name())).isPresent();
    }

    @Test
    void after_a_commit_that_nobody_knows_the_end_of_nothing_is_kept() {
        var payment = authorize(Orders.visa(key, 3190));
        FaultyDatabase.next(FaultyDatabase.Commit.FAILS_BEFORE);
        assertThatThrownBy(() -> change(payment)).isInstanceOf(TransactionException.class);

        assertThat(statusAfterAnUnseenChange()).isEqualTo(PaymentStatus.EXPIRED);
    }

    private PaymentStatus statusAfterAnUnseenChange() {
        status();
        changeUnseen();
        return status();
    }

    private PaymentStatus status() {
        return read().orElseThrow().payment().status();
    }

    private Optional<Known> read() {
        return in(() -> known.find(name()));
    }

    private Name name() {
        return new Name(shop.tenantId(), shop.connectorId(), key);
    }

    private void change(Payment payment) {
        in(() -> jdbc.inTransaction(() -> {
            writes.update(cancelled(payment));
            return payment;
        }));
    }

    private static Payment cancelled(Payment payment) {
        return payment.apply(book -> book.become(PaymentStatus.CANCELLED));
    }

    /** As nobody but another node would. */
    private void changeUnseen() {
        in(() -> jdbc.inTransaction(() -> jdbc.sql("update payment set status = 'EXPIRED' where id = :id and :scope")
                .param("id", Ids.bytes(current().id()))
                .update()));
    }
}
