package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Connector;
import dev.pontage.affiliation.Connectors;
import dev.pontage.affiliation.Tenants;
import dev.pontage.policy.Delays;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.tenant.TenantScope;
import dev.pontage.world.FaultyDatabase;
import dev.pontage.world.ScriptedPlugin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/** What is repeated, tried again or cancelled at the worst moment leaves once, or not at all. */
class RepeatedSaleStoryTest extends EngineStory {
    private final ScriptedPlugin replaying;
    private final ScriptedPlugin blind;
    private final Tenants tenants;
    private final Connectors connectors;

    RepeatedSaleStoryTest(
            Parts parts,
            @Qualifier("replaying") ScriptedPlugin replaying,
            @Qualifier("blind") ScriptedPlugin blind,
            Tenants tenants,
            Connectors connectors) {
        super(parts);
        this.replaying = replaying;
        this.blind = blind;
        this.tenants = tenants;
        this.connectors = connectors;
    }

    @BeforeEach
    void begin_with_others_that_approve() {
        blind.reset();
        replaying.reset();
    }

    /** The first call may have taken the money; its repeat has certainly not left. */
    private void cutOffAndThenNotSent() {
        shop = merchants.fresh("replaying").affiliation();
        replaying.authorize = it -> {
            throw AcquirerException.inDoubt("cut off after sending");
        };
        assertThat(authorize(Orders.visa(key, 3190)).inDoubt()).isTrue();
        replaying.authorize = it -> {
            throw AcquirerException.notApplied("connection refused");
        };
        authorize(Orders.visa(key, 3190));
    }

    @Test
    void a_repeat_that_could_not_be_sent_does_not_make_the_first_call_known() {
        cutOffAndThenNotSent();

        assertThat(current().inDoubt()).as("in doubt").isTrue();
    }

    @Test
    void what_may_have_been_charged_is_not_sent_once_more_after_the_replay_window() {
        cutOffAndThenNotSent();
        replaying.authorize = ScriptedPlugin::approved;
        var sent = replaying.authorizations.get();
        clock.advance(Duration.ofDays(8));
        resolveWhatIsDue();
        authorize(Orders.visa(key, 3190));

        assertThat(replaying.authorizations).as("sent after the window").hasValue(sent);
    }

    @Test
    void a_cancel_after_a_repeat_that_could_not_be_sent_voids_the_half_known_sale() {
        cutOffAndThenNotSent();
        change(Orders.cancel(key, "c1"));
        clock.advance(Duration.ofMinutes(1));
        resolveWhatIsDue();
        clock.advance(Duration.ofDays(1));
        resolveWhatIsDue();
        resolveWhatIsDue();

        assertThat(replaying.cancels.get()).as("voids").isPositive();
    }

    @Test
    void a_repeat_under_an_affiliation_of_another_plugin_does_not_lend_its_abilities() {
        var mark = Long.toHexString(System.nanoTime());
        var two = TenantScope.all().call(() -> {
            var tenant = tenants.create("shop-" + mark, "Shop");
            var connector =
                    connectors.create(Connector.Draft.of("con-" + mark, "Con", List.of("scripted", "replaying")));
            return List.of("scripted", "replaying").stream()
                    .map(it -> merchants
                            .affiliations()
                            .create(
                                    new Affiliation.Draft(
                                            tenant.slug(),
                                            connector.slug(),
                                            it,
                                            Affiliation.Environment.TEST,
                                            "",
                                            Map.of()),
                                    "a test")
                            .affiliation())
                    .toList();
        });
        shop = two.get(0);
        acquirer.authorize = it -> {
            throw AcquirerException.inDoubt("cut off after sending");
        };
        authorize(Orders.visa(key, 3190));
        shop = two.get(1);
        authorize(Orders.visa(key, 3190));

        assertThat(acquirer.authorizations).hasValue(1);
    }

    @Test
    void a_create_begun_again_while_it_is_cancelled_is_not_sent() {
        acquirer.authorize = it -> {
            throw AcquirerException.notApplied("no route");
        };
        authorize(Orders.visa(key, 3190));
        var command = Orders.visa(key, 3190);
        var entry = in(() -> journal.beginCreate(
                new PaymentRows.Name(shop.tenantId(), shop.connectorId(), key),
                () -> PaymentDrafts.received(shop, Optional.empty(), command, new Delays(600, 0, 0), clock.instant()),
                PaymentDrafts.fingerprint(command),
                new RepeatRules() {
                    @Override
                    public Optional<String> callbackUrl() {
                        return Optional.empty();
                    }

                    @Override
                    public boolean mayReopen(Payment payment, Operation operation, Instant at) {
                        assertThat(change(Orders.cancel(key, "c1"))).isInstanceOf(ChangeAnswer.Done.class);
                        return true;
                    }
                }));

        assertThat(entry).isNotInstanceOf(Entry.Fresh.class);
    }

    @Test
    void a_create_is_not_sent_after_its_cancel_was_answered() {
        acquirer.authorize = it -> {
            throw AcquirerException.notApplied("no route");
        };
        authorize(Orders.visa(key, 3190));
        acquirer.authorize = ScriptedPlugin::approved;
        var before = acquirer.authorizations.get();
        // between the read of the payment and the claim of its operation, which locks it once more
        var once = new AtomicBoolean();
        FaultyDatabase.statements = sql -> {
            if (sql.matches("select p\\.\\* from payment p where p\\.id = .*for update")
                    && once.compareAndSet(false, true)) {
                try (var other = Executors.newSingleThreadExecutor()) {
                    var answer =
                            other.submit(() -> change(Orders.cancel(key, "c1"))).get();
                    assertThat(answer).isInstanceOf(ChangeAnswer.Done.class);
                } catch (InterruptedException | ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            }
            return sql;
        };
        try {
            authorize(Orders.visa(key, 3190));
        } finally {
            FaultyDatabase.statements = UnaryOperator.identity();
        }

        assertThat(once).isTrue();
        assertThat(acquirer.authorizations).hasValue(before);
    }

    @Test
    void a_settlement_whose_claim_was_committed_although_the_connection_broke_is_sent() {
        shop = merchants.fresh("blind").affiliation();
        authorize(Orders.visa(key, 10_000));
        FaultyDatabase.next(FaultyDatabase.Commit.FAILS_AFTER);
        var answer = change(Orders.settle(key, "s1", "100.00"));
        FaultyDatabase.heal();

        assertThat(answer).isInstanceOf(ChangeAnswer.Done.class);
    }

    @Test
    void what_a_repeat_differed_in_is_still_to_be_seen_when_the_doubt_is_over() {
        acquirer.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        authorize(Orders.visa(key, 500));
        authorize(Orders.visa(key, 999));
        assertThat(current().review()).isPresent();
        acquirer.inquire = it -> new Inquiry.Authorized(Authorization.Approved.of(Identifiers.of("a", "t", "n")));
        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();

        assertThat(current().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(current().review()).isPresent();
    }

    @Test
    void a_repeat_beyond_its_merchants_limit_waits_for_the_call_that_is_on_its_way() throws Exception {
        var asked = new CountDownLatch(1);
        var answers = new CountDownLatch(1);
        acquirer.authorize = it -> {
            asked.countDown();
            await(answers);
            return ScriptedPlugin.approved(it);
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> authorize(Orders.visa(key, 3190)));
            await(asked);
            var stands = in(() -> payments.answeredPatiently(shop.tenantId(), shop.connectorId(), key))
                    .orElseThrow();
            assertThat(stands.payment().status()).isEqualTo(PaymentStatus.RECEIVED);
            assertThat(in(() -> payments.whenCarriedOut(stands, Duration.ZERO))
                            .payment()
                            .status())
                    .as("its time is over")
                    .isEqualTo(PaymentStatus.RECEIVED);
            var repeat = threads.submit(() -> in(() -> payments.whenCarriedOut(stands, LONG)));

            answers.countDown();

            assertThat(repeat.get().payment().status()).isEqualTo(PaymentStatus.AUTHORIZED);
            assertThat(first.get().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        }
    }

    @Test
    void a_settlement_that_is_sent_again_says_what_it_said_at_first() {
        shop = merchants.fresh("replaying").affiliation();
        authorize(Orders.visa(key, 10_000));
        var said = new ArrayList<Change.Settle>();
        replaying.settle = it -> {
            said.add(it);
            throw AcquirerException.inDoubt("cut off after sending");
        };
        change(Orders.settle(key, "s1", "40.00"));
        replaying.settle = it -> Change.Done.of("psp-2");
        change(Orders.settle(key, "s2", "60.00"));
        replaying.settle = it -> {
            said.add(it);
            return Change.Done.of("psp-1");
        };
        clock.advance(Duration.ofSeconds(6));
        resolveWhatIsDue();

        assertThat(said).hasSize(2);
        assertThat(said.getLast()).isEqualTo(said.getFirst());
        assertThat(current().status()).isEqualTo(PaymentStatus.SETTLED);
    }

    @Test
    void a_sale_whose_second_claim_was_committed_although_the_connection_broke_is_sent() {
        shop = merchants.fresh("blind").affiliation();
        blind.authorize = it -> {
            throw AcquirerException.notApplied("no route");
        };
        authorize(Orders.visa(key, 3190));
        blind.authorize = ScriptedPlugin::approved;
        FaultyDatabase.next(FaultyDatabase.Commit.FAILS_AFTER);
        Payment repeat;
        try {
            repeat = in(() -> engine.authorize(shop, Orders.visa(key, 3190), Duration.ofSeconds(3)));
        } finally {
            FaultyDatabase.heal();
        }

        assertThat(repeat.status()).isEqualTo(PaymentStatus.AUTHORIZED);
    }
}
