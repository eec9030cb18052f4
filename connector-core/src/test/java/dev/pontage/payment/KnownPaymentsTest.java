package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.payment.PaymentRows.Known;
import dev.pontage.payment.PaymentRows.Name;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Qualifier;

/** Looks of many callers that share a statement. */
@Timeout(120)
class KnownPaymentsTest extends EngineStory {
    private static final int MANY = 37;

    private final KnownPayments known;

    KnownPaymentsTest(Parts parts, @Qualifier("paymentsJdbc") TenantJdbc jdbc) {
        super(parts);
        this.known = new KnownPayments(jdbc, new Remembered(OptionalLong::empty));
    }

    @Test
    void of_many_looks_at_once_each_finds_its_own_payment_or_none() throws Exception {
        var shops = List.of(shop, merchants.fresh("scripted").affiliation());
        shops.forEach(it -> made(it, key + "x"));
        var looks = new HashMap<String, Future<Optional<Known>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < MANY; i++) {
                for (var at : List.of(0, 1)) {
                    looks.put("x" + at + i, threads.submit(() -> found(shops.get(at), key + "x")));
                    looks.put("X" + at + i, threads.submit(() -> found(shops.get(at), key + "X")));
                }
            }
        }

        for (var look : looks.entrySet()) {
            var owner = shops.get(look.getKey().charAt(1) - '0').tenantId();
            var there = look.getKey().startsWith("x");
            assertThat(look.getValue().get().map(it -> it.payment().tenantId()))
                    .isEqualTo(Optional.of(owner).filter(it -> there));
        }
    }

    @Test
    void one_who_may_not_see_a_merchant_finds_nothing_of_his() {
        var other = merchants.fresh("scripted").affiliation();
        made(other, key);

        assertThat(TenantScope.of(shop.tenantId()).call(() -> known.find(name(other, key))))
                .isEmpty();
        assertThat(TenantScope.of(shop.tenantId()).call(() -> known.findPatiently(name(other, key))))
                .isEmpty();
        assertThat(TenantScope.of(other.tenantId()).call(() -> known.findPatiently(name(other, key))))
                .isPresent();
        assertThat(found(other, key)).isPresent();
    }

    private void made(Affiliation affiliation, String key) {
        TenantScope.of(affiliation.tenantId()).run(() -> engine.authorize(affiliation, Orders.visa(key, 3190), LONG));
    }

    private Optional<Known> found(Affiliation affiliation, String key) {
        return TenantScope.of(affiliation.tenantId()).call(() -> known.find(name(affiliation, key)));
    }

    private static Name name(Affiliation affiliation, String key) {
        return new Name(affiliation.tenantId(), affiliation.connectorId(), key);
    }
}
