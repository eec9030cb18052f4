package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.tenant.TenantScope;
import dev.pontage.world.ScriptedPlugin;
import dev.pontage.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;

@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class FlagsTest {
    private final Flags flags;
    private final PaymentEngine engine;
    private final Payments payments;
    private final ScriptedPlugin acquirer;
    private final Affiliation shop;
    private final String key = UUID.randomUUID().toString();

    @Autowired
    FlagsTest(
            Flags flags,
            PaymentEngine engine,
            Payments payments,
            @Qualifier("scripted") ScriptedPlugin acquirer,
            World.Merchants merchants) {
        this.flags = flags;
        this.engine = engine;
        this.payments = payments;
        this.acquirer = acquirer;
        this.shop = merchants.fresh("scripted").affiliation();
    }

    @BeforeEach
    void reset() {
        acquirer.reset();
    }

    @Test
    void a_flag_stands_in_the_timeline_once_however_often_vtex_repeats() {
        within(() -> {
            var payment = engine.authorize(shop, Orders.visa(key, 3_190), Duration.ofSeconds(30));
            flags.raise(payment, "VTEX names another account.");
            flags.raise(payment, "VTEX names another account.");

            assertThat(payments.timeline(payment.id()))
                    .filteredOn(it -> it.type().equals("note"))
                    .singleElement()
                    .satisfies(it -> assertThat(it.summary()).isEqualTo("VTEX names another account."));
        });
    }

    @Test
    void a_refused_payment_is_kept_as_denied_and_no_acquirer_hears_of_it() {
        within(() -> {
            var before = acquirer.authorizations.get();
            var payment = refuse();

            assertThat(payment.status()).isEqualTo(PaymentStatus.DENIED);
            assertThat(payment.code()).contains("wrong-environment");
            assertThat(payments.timeline(payment.id()))
                    .anySatisfy(it -> assertThat(it.summary()).isEqualTo("flagged"));
            assertThat(engine.authorize(shop, Orders.visa(key, 3_190), Duration.ofSeconds(30))
                            .status())
                    .isEqualTo(PaymentStatus.DENIED);
            assertThat(refuse().id()).isEqualTo(payment.id());
            assertThat(acquirer.authorizations.get()).isEqualTo(before);
        });
    }

    @Test
    void a_payment_that_is_known_stays_as_it_is() {
        within(() -> {
            engine.authorize(shop, Orders.visa(key, 3_190), Duration.ofSeconds(30));

            assertThat(refuse().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        });
    }

    @Test
    void one_by_a_method_that_nobody_has_is_kept_too_however_long_its_name() {
        within(() -> {
            var order = Orders.by("Coin".repeat(100), key, 3_190);

            flags.refuse(shop, order, "method-not-available", "not here", Optional.empty());

            var kept = payments.find(shop.tenantId(), shop.connectorId(), key).orElseThrow();
            assertThat(kept.status()).isEqualTo(PaymentStatus.DENIED);
            assertThat(kept.method()).startsWith("CoinCoin");
            assertThat(payments.timeline(kept.id())).noneMatch(it -> it.type().equals("note"));
        });
    }

    private Payment refuse() {
        return flags.refuse(shop, Orders.visa(key, 3_190), "wrong-environment", "they differ", Optional.of("flagged"));
    }

    private void within(Runnable work) {
        TenantScope.of(shop.tenantId()).run(work);
    }
}
