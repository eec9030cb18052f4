package dev.pontage.admin.api;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import dev.pontage.payment.Payment;
import dev.pontage.payment.Payments;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds the payment that a script means by VTEX's id, which several merchants may have. */
@Component
class OnePayment {
    private final Payments payments;
    private final Affiliations affiliations;
    private final Tenants tenants;

    OnePayment(Payments payments, Affiliations affiliations, Tenants tenants) {
        this.payments = payments;
        this.affiliations = affiliations;
        this.tenants = tenants;
    }

    Payment find(String key, Optional<UUID> affiliationId, Optional<String> tenantId) {
        var tenant = tenantId.map(it -> tenants.find(it)
                .orElseThrow(() -> Rejection.notFound("merchant " + it))
                .id());
        var found = payments.withKey(key).stream()
                .filter(it -> affiliationId.map(it.affiliationId()::equals).orElse(true))
                .filter(it -> tenant.map(it.tenantId()::equals).orElse(true))
                .toList();
        if (found.size() > 1) {
            throw new Ambiguous(found.stream().map(this::candidate).toList());
        }
        return found.stream().findFirst().orElseThrow(() -> Rejection.notFound("payment " + key));
    }

    PaymentView view(Payment payment) {
        return PaymentView.of(payment, affiliation(payment));
    }

    private Ambiguous.Candidate candidate(Payment payment) {
        var affiliation = affiliation(payment);
        return new Ambiguous.Candidate(affiliation.id(), affiliation.tenant(), affiliation.connector());
    }

    private Affiliation affiliation(Payment payment) {
        return affiliations.find(payment.affiliationId()).orElseThrow();
    }
}
