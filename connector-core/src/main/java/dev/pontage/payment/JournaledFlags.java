package dev.pontage.payment;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.policy.Policies;
import dev.pontage.spi.PluginDescriptor;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps flags in the journal. */
@Component
class JournaledFlags implements Flags {
    private static final String SOURCE = "engine";

    private final Journal journal;
    private final Calls calls;
    private final Policies policies;
    private final Clock clock;

    JournaledFlags(Journal journal, Calls calls, Policies policies, Clock clock) {
        this.journal = journal;
        this.calls = calls;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public void raise(Payment payment, String text) {
        journal.noteOnce(payment, SOURCE, text);
    }

    @Override
    public Payment refuse(
            Affiliation affiliation, NewPayment command, String code, String message, Optional<String> text) {
        command.card().ifPresent(it -> it.data().wipe());
        var method = calls.abilities(calls.line(affiliation, command.key()))
                .descriptor()
                .flatMap(it -> it.method(command.method()))
                .orElse(PluginDescriptor.Method.card(command.method()));
        var draft = PaymentDrafts.received(
                affiliation, Optional.empty(), command, policies.delays(affiliation, method), clock.instant());
        var payment = journal.refuse(draft, PaymentDrafts.fingerprint(command), code, message);
        text.ifPresent(it -> journal.noteOnce(payment, SOURCE, it));
        return payment;
    }
}
