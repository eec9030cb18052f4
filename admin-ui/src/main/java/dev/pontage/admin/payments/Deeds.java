package dev.pontage.admin.payments;

import dev.pontage.admin.access.Audit;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.error.Rejection;
import dev.pontage.payment.ChangeAnswer;
import dev.pontage.payment.Payment;
import dev.pontage.payment.PaymentEngine;
import dev.pontage.payment.Payments;
import dev.pontage.tenant.TenantScope;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Does to a payment what staff want done, and writes down who wanted it and why. */
@Component
class Deeds {
    /** As long as VTEX would wait: whoever waits longer looks at the page again. */
    private static final Duration PATIENCE = Duration.ofSeconds(18);

    private final Payments payments;
    private final PaymentEngine engine;
    private final Affiliations affiliations;
    private final Audit audit;

    Deeds(Payments payments, PaymentEngine engine, Affiliations affiliations, Audit audit) {
        this.payments = payments;
        this.engine = engine;
        this.affiliations = affiliations;
        this.audit = audit;
    }

    /**
     * Carries it out.
     *
     * @param name the same name never does it twice
     */
    ChangeAnswer carryOut(Payment payment, Wish wish, String name) {
        var affiliation = affiliation(payment);
        // The engine writes for one merchant, as it does when VTEX asks.
        var answer = TenantScope.of(payment.tenantId())
                .call(() -> engine.change(affiliation, wish.request(payment, name), PATIENCE));
        note("payment." + wish.kind().name().toLowerCase(java.util.Locale.ROOT), payment, wish, answer);
        return answer;
    }

    private void note(String action, Payment payment, Wish wish, ChangeAnswer answer) {
        audit.note(
                action,
                Optional.of(affiliation(payment).tenant()),
                payment.key(),
                Optional.of(payment.status() + ", settled " + payment.settled().decimal() + ", refunded "
                        + payment.refunded().decimal()),
                Optional.of(wish.amount().map(it -> it.decimal() + " ").orElse("")
                        + answer.getClass().getSimpleName() + " " + answer.message() + "; reason: " + wish.reason()));
    }

    void note(String action, Payment payment, Object after) {
        audit.note(
                action,
                Optional.of(affiliation(payment).tenant()),
                payment.key(),
                Optional.of(payment.status()),
                Optional.of(after));
    }

    void noteVersion(Payment before, Payment after, String reason) {
        audit.note(
                "payment.version",
                Optional.of(affiliation(before).tenant()),
                before.key(),
                Optional.of(before.pluginVersion().orElse("")),
                Optional.of(after.pluginVersion().orElse("") + "; reason: " + reason));
    }

    Payment inquire(Payment payment) {
        var affiliation = affiliation(payment);
        return TenantScope.of(payment.tenantId()).call(() -> engine.inquire(affiliation, payment.key()));
    }

    Payment existing(UUID id) {
        return payments.find(id).orElseThrow(() -> Rejection.notFound("payment " + id));
    }

    Affiliation affiliation(Payment payment) {
        return affiliations.find(payment.affiliationId()).orElseThrow();
    }
}
