package dev.pontage.webhook;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Tenants;
import dev.pontage.payment.Payment;
import dev.pontage.payment.PaymentEngine;
import dev.pontage.payment.Payments;
import dev.pontage.secret.TokenHash;
import dev.pontage.tenant.TenantScope;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What happens when a shopper comes back: the acquirer is asked, the answer is kept, VTEX is told, and only then the
 * shopper goes on. The other way round the checkout would ask VTEX too early and show a payment that is not decided.
 */
@Component
class Returns {
    private static final Logger LOG = LoggerFactory.getLogger(Returns.class);

    /** A shopper waits this long at most; VTEX is told in any case. */
    private static final Duration FOR_THE_ACQUIRER = Duration.ofSeconds(10);

    /** That the shopper is back is news to a plugin, also where the address says nothing more. */
    private static final String RETURNED = "returned";

    private static final Duration FOR_THE_CALLBACK = Duration.ofSeconds(8);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** The gateway's address names the account that pays. */
    private static final Pattern ACCOUNT = Pattern.compile(
            "https://([a-z0-9-]+)\\.vtexpayments\\.com(?:\\.br)?(?::443)?/.*", Pattern.CASE_INSENSITIVE);

    private final PaymentEngine engine;
    private final Payments payments;
    private final Affiliations affiliations;
    private final TokenHash hashes;
    private final Tenants tenants;

    Returns(PaymentEngine engine, Payments payments, Affiliations affiliations, TokenHash hashes, Tenants tenants) {
        this.engine = engine;
        this.payments = payments;
        this.affiliations = affiliations;
        this.hashes = hashes;
        this.tenants = tenants;
    }

    /** The payment that an address was made for. */
    Optional<Payment> find(String affiliation, String id, String seal) {
        return hashes.isSeal(affiliation + "/" + id, seal)
                ? find(id).filter(it -> it.affiliationId().toString().equals(affiliation))
                : Optional.empty();
    }

    Optional<Payment> find(String id) {
        try {
            var uuid = UUID.fromString(id);
            return TenantScope.all().call(() -> payments.find(uuid));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Where the merchant's days end. */
    ZoneId zone(Payment payment) {
        return TenantScope.of(payment.tenantId())
                .call(() -> tenants.find(payment.tenantId()))
                .map(it -> ZoneId.of(it.timeZone()))
                .orElse(ZoneOffset.UTC);
    }

    /** The shopper is back: where he goes on. */
    URI back(Payment payment, Map<String, String> parameters) {
        return TenantScope.of(payment.tenantId()).call(() -> {
            var affiliation = affiliations.find(payment.affiliationId());
            if (!payment.status().isDecided() && !payments.cameBack(payment.id())) {
                affiliation.ifPresent(it -> goOn(it, payment, parameters));
            }
            untilTold(payment);
            return onward(payment, affiliation);
        });
    }

    /** A seller has chosen a terminal. It may be chosen again: the first one may be off. */
    Payment chosen(Payment payment, String serialNumber) {
        return TenantScope.of(payment.tenantId())
                .call(() -> affiliations
                        .find(payment.affiliationId())
                        .map(it -> engine.resume(
                                it, payment.key(), Map.of("serialNumber", serialNumber), FOR_THE_ACQUIRER))
                        .orElse(payment));
    }

    private void goOn(Affiliation affiliation, Payment payment, Map<String, String> parameters) {
        try {
            var given = new TreeMap<>(parameters);
            given.put(RETURNED, "true");
            var now = engine.resume(affiliation, payment.key(), given, FOR_THE_ACQUIRER);
            if (!now.status().isDecided()) {
                engine.inquire(affiliation, payment.key());
            }
        } catch (RuntimeException e) {
            LOG.warn("Payment {} could not be asked about when its shopper came back", payment.key(), e);
        }
    }

    private void untilTold(Payment payment) {
        var end = System.nanoTime() + FOR_THE_CALLBACK.toNanos();
        while (payment.callbackUrl().isPresent() && isDecided(payment) && System.nanoTime() < end) {
            if (!payments.callbacks(payment.id()).isEmpty()) {
                return;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private boolean isDecided(Payment payment) {
        return payments.find(payment.id()).map(it -> it.status().isDecided()).orElse(false);
    }

    /** By the address exactly as VTEX gave it, or to the account's checkout. */
    private static URI onward(Payment payment, Optional<Affiliation> affiliation) {
        return payment.returnUrl().flatMap(Returns::web).orElseGet(() -> {
            var account = payment.callbackUrl()
                    .map(ACCOUNT::matcher)
                    .filter(java.util.regex.Matcher::matches)
                    .map(it -> it.group(1))
                    .or(() -> affiliation.map(Affiliation::tenant))
                    .orElse("www");
            return URI.create("https://" + account + ".myvtex.com/checkout/");
        });
    }

    private static Optional<URI> web(String url) {
        try {
            var uri = URI.create(url);
            var scheme = uri.getScheme();
            return uri.getHost() != null && ("https".equals(scheme) || "http".equals(scheme))
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
