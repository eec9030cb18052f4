package dev.pontage.payment;

import dev.pontage.error.Rejection;
import dev.pontage.plugin.Plugins;
import dev.pontage.tenant.TenantScope;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Marks and moves nothing itself: the journal alone changes a payment. */
@Component
class JournaledReviews implements Reviews {
    private final Journal journal;
    private final Plugins plugins;

    JournaledReviews(Journal journal, Plugins plugins) {
        this.journal = journal;
        this.plugins = plugins;
    }

    @Override
    public List<Open> open(Payment payment) {
        return journal.operations(payment.id()).stream()
                .filter(FoundOut::isOpen)
                .map(it -> new Open(
                        it.id(),
                        it.kind().name().toLowerCase(Locale.ROOT),
                        payment.amount().of(it.amount())))
                .toList();
    }

    @Override
    public Optional<Payment> close(Payment payment, Word word) {
        return TenantScope.of(payment.tenantId()).call(() -> journal.reviewed(payment.id(), word));
    }

    @Override
    public Payment goOnWith(Payment payment, String version, String reason) {
        var installed = plugins.find(payment.plugin(), Optional.of(version));
        if (installed.filter(it -> it.version().equals(version)).isEmpty()) {
            throw Rejection.invalid("version", "The version " + version + " is not installed.");
        }
        if (payment.pluginVersion().equals(Optional.of(version))) {
            throw Rejection.invalid("version", "The payment is with version " + version + " already.");
        }
        var note = "From now on with version %s of %s instead of %s: %s"
                .formatted(version, payment.plugin(), payment.pluginVersion().orElse("the newest"), reason);
        return TenantScope.of(payment.tenantId()).call(() -> journal.moved(payment.id(), version, note));
    }
}
