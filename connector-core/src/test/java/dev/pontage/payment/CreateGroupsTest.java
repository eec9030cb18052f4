package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.limit.NodeId;
import dev.pontage.policy.Delays;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import dev.pontage.world.ScriptedPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Qualifier;

/** Payments of many callers that share their transactions. */
@Timeout(120)
class CreateGroupsTest extends EngineStory {
    private static final int MANY = 60;

    private final TenantJdbc jdbc;
    private final CreateGroups groups;
    private final NodeId node;

    CreateGroupsTest(Parts parts, @Qualifier("paymentsJdbc") TenantJdbc jdbc, CreateGroups groups, NodeId node) {
        super(parts);
        this.jdbc = jdbc;
        this.groups = groups;
        this.node = node;
    }

    @Test
    void payments_of_several_merchants_at_once_are_each_made_once_and_stay_their_own() throws Exception {
        var shops = List.of(shop, merchants.fresh("scripted").affiliation());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<Payment>>();
            for (var i = 0; i < MANY; i++) {
                calls.add(paid(threads, shops.get(i % 2), key + i));
            }
            for (var call : calls) {
                assertThat(call.get().status()).isEqualTo(PaymentStatus.AUTHORIZED);
            }
        }

        assertThat(acquirer.authorizations).hasValue(MANY);
        for (var i = 0; i < MANY; i++) {
            var own = shops.get(i % 2);
            var other = shops.get((i + 1) % 2);
            assertThat(found(own, own, key + i)).isTrue();
            assertThat(found(other, own, key + i)).isFalse();
        }
    }

    @Test
    void one_that_cannot_be_written_takes_no_other_with_it() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var wrong = paid(threads, shop, "x".repeat(200));
            var right = IntStream.range(0, MANY)
                    .mapToObj(it -> paid(threads, shop, key + it))
                    .toList();

            for (var call : right) {
                assertThat(call.get().status()).isEqualTo(PaymentStatus.AUTHORIZED);
            }
            assertThatThrownBy(wrong::get).hasCauseInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void one_that_has_been_here_before_keeps_no_other_from_being_claimed() {
        authorize(Orders.visa(key, 3190));

        var claimed =
                groups.write(List.of(claim(key), claim(key + "-new"), claim(key + "-new"), claim(key + "-other")));

        assertThat(claimed.stream().map(Optional::isPresent)).containsExactly(false, true, false, true);
    }

    @Test
    void one_that_has_been_here_before_keeps_no_other_from_being_concluded() {
        authorize(Orders.visa(key, 3190));
        var begun = claim(key + "-begun");
        assertThat(groups.claimed(begun)).isTrue();

        var written = groups.write(List.of(claim(key), end(begun), claim(key + "-new")));

        assertThat(written.stream().map(Optional::isPresent)).containsExactly(false, true, true);
        assertThat(status(key + "-begun")).hasValue(PaymentStatus.DENIED);
        assertThat(status(key + "-new")).hasValue(PaymentStatus.RECEIVED);
    }

    @Test
    void of_a_group_with_an_end_that_is_somebody_else_s_by_now_nothing_is_left() {
        var taken = claim(key + "-taken");
        var begun = claim(key + "-begun");
        assertThat(groups.write(List.of(taken, begun)).stream().allMatch(Optional::isPresent))
                .isTrue();
        takeOver(taken.operation());

        assertThatThrownBy(() -> groups.write(List.of(end(begun), claim(key + "-new"), end(taken))))
                .isInstanceOf(IllegalStateException.class);

        assertThat(status(key + "-taken")).hasValue(PaymentStatus.RECEIVED);
        assertThat(status(key + "-begun")).hasValue(PaymentStatus.RECEIVED);
        assertThat(status(key + "-new")).isEmpty();
    }

    @Test
    void a_payment_that_somebody_else_works_on_keeps_nobody_waiting() throws Exception {
        var locked = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        acquirer.authorize = it -> {
            if (it.paymentId().value().equals(key)) {
                holdUntil(current().id(), locked, release);
                await(locked);
            }
            return ScriptedPlugin.approved(it);
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var held = paid(threads, shop, key);
            await(locked);

            var other = paid(threads, shop, key + "-other").get(60, TimeUnit.SECONDS);

            assertThat(other.status()).isEqualTo(PaymentStatus.AUTHORIZED);
            assertThat(held.isDone()).isFalse();
            release.countDown();
            assertThat(held.get().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        }
    }

    @Test
    void an_address_that_came_during_the_call_outlives_its_end() {
        acquirer.authorize = it -> {
            in(() -> jdbc.inTransaction(() -> {
                new PaymentRows(jdbc).callTo(current().id(), "https://vtex.test/newer");
                return true;
            }));
            return ScriptedPlugin.approved(it);
        };

        assertThat(authorize(Orders.visa(key, 3190)).status()).isEqualTo(PaymentStatus.AUTHORIZED);

        assertThat(current().callbackUrl()).hasValue("https://vtex.test/newer");
    }

    private CreateGroups.Claim claim(String key) {
        var order = Orders.visa(key, 3190);
        var draft =
                PaymentDrafts.received(shop, Optional.empty(), order, new Delays(3_600, 3_600, 3_600), clock.instant());
        var operation = new OperationDrafts(node, clock)
                .opened(draft, Operation.Kind.CREATE, PaymentRows.key(key), 3190, UUID.randomUUID());
        return new CreateGroups.Claim(draft, PaymentDrafts.fingerprint(order), operation);
    }

    private static CreateGroups.Ending end(CreateGroups.Claim claim) {
        var denied = Conclusion.of(
                Operation.State.DONE, "refused", "It is refused.", book -> book.become(PaymentStatus.DENIED));
        return new CreateGroups.Ending(claim.fresh(), (it, now) -> denied, Journal::decided, List.of(), false);
    }

    private void takeOver(Operation operation) {
        in(() -> jdbc.inTransaction(() -> jdbc.sql("update operation set fence = fence + 1 where id = :id and :scope")
                .param("id", TenantJdbc.id(operation.id()))
                .update()));
    }

    private Optional<PaymentStatus> status(String key) {
        return in(() -> journal.find(shop.tenantId(), shop.connectorId(), key)).map(Payment::status);
    }

    private Future<Payment> paid(ExecutorService threads, Affiliation of, String key) {
        return threads.submit(() ->
                TenantScope.of(of.tenantId()).call(() -> engine.authorize(of, Orders.visa(key, 3190), LONG)));
    }

    private boolean found(Affiliation seeing, Affiliation of, String key) {
        return TenantScope.of(seeing.tenantId())
                .call(() -> journal.find(of.tenantId(), of.connectorId(), key))
                .isPresent();
    }

    private void holdUntil(UUID payment, CountDownLatch locked, CountDownLatch release) {
        CompletableFuture.runAsync(() -> in(() -> jdbc.inTransaction(() -> {
            var held = new PaymentRows(jdbc).lock(payment);
            locked.countDown();
            await(release);
            return held;
        })));
    }
}
