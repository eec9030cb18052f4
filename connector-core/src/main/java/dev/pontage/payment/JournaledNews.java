package dev.pontage.payment;

import dev.pontage.acquirer.Answer;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.error.Rejection;
import dev.pontage.spi.payment.Inbound;
import dev.pontage.spi.payment.WebhookEvent;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Later truth, through the journal like everything else. */
@Component
class JournaledNews implements AcquirerNews {
    private static final Inbound.Reply LATER =
            new Inbound.Reply(503, "application/json", "{\"error\":\"unavailable, send it again\"}");

    private final Journal journal;
    private final NamedPayments named;
    private final Calls calls;
    private final Commands commands;
    private final DoubtResolver resolver;
    private final Clock clock;

    JournaledNews(
            Journal journal, NamedPayments named, Calls calls, Commands commands, DoubtResolver resolver, Clock clock) {
        this.journal = journal;
        this.named = named;
        this.calls = calls;
        this.commands = commands;
        this.resolver = resolver;
        this.clock = clock;
    }

    @Override
    public Effect apply(Affiliation affiliation, WebhookEvent event) {
        var found = meant(affiliation, event.subject().reference(), event.news());
        if (found.isEmpty()) {
            return Effect.NO_PAYMENT_YET;
        }
        var payment = found.get();
        var now = clock.instant();
        return switch (event.news()) {
            case WebhookEvent.Authorized(var outcome) ->
                aboutCreate(payment, (it, create) -> LateTruth.authorized(it, create, can(it), outcome, now));
            case WebhookEvent.Gone(var reason) ->
                aboutCreate(payment, (it, create) -> LateTruth.gone(it, create, reason, now));
            case WebhookEvent.Changed(var change, var outcome) ->
                aboutChange(payment, change, (it, op) -> LateTruth.changed(it, op, change, can(it), outcome, now));
            case WebhookEvent.Reversed(var change, var reason) ->
                aboutChange(payment, change, (it, op) -> LateTruth.reversed(it, op, can(it), reason, now));
            case WebhookEvent.Hint() -> look(payment);
            case WebhookEvent.Note(var text) -> {
                journal.note(payment, "acquirer", text, true);
                yield Effect.APPLIED;
            }
        };
    }

    /** News of an authorization finds no payment by the name of one of its changes: acquirers may count them alike. */
    private Optional<Payment> meant(Affiliation affiliation, String name, WebhookEvent.News news) {
        return switch (news) {
            case WebhookEvent.Authorized _, WebhookEvent.Gone _ -> named.sale(affiliation, name);
            case WebhookEvent.Changed(var change, var _) -> changed(affiliation, name, change);
            case WebhookEvent.Reversed(var change, var _) -> changed(affiliation, name, change);
            case WebhookEvent.Hint _, WebhookEvent.Note _ ->
                named.sale(affiliation, name).or(() -> named.ofChange(affiliation, name));
        };
    }

    /** Where the event names only the change, that goes before a sale of the same name. */
    private Optional<Payment> changed(Affiliation affiliation, String name, String change) {
        return name.equals(change)
                ? named.byKey(affiliation, name)
                        .or(() -> named.ofChange(affiliation, name))
                        .or(() -> named.sale(affiliation, name))
                : named.sale(affiliation, name)
                        .or(() -> named.ofChange(affiliation, name))
                        .or(() -> named.ofChange(affiliation, change));
    }

    private Effect aboutCreate(Payment payment, BiFunction<Payment, Operation, Optional<Conclusion>> decide) {
        // A tombstone has no create: nothing was ever sent for it.
        return journal.hear(payment.id(), it -> it.kind() == Operation.Kind.CREATE, decide)
                .orElse(Effect.NOTHING_NEW);
    }

    private Effect aboutChange(
            Payment payment, String name, BiFunction<Payment, Operation, Optional<Conclusion>> decide) {
        Predicate<Operation> meant = it -> it.changeId().equals(Optional.of(name)) || it.isCalled(name);
        return journal.hear(payment.id(), meant, decide).orElseGet(() -> {
            journal.note(payment, "acquirer", "The acquirer tells of a change that is not ours: " + name, true);
            return Effect.NOTHING_NEW;
        });
    }

    /** What is on its way is not looked at, and may be what the hint is about: it must come again when that has ended. */
    private Effect look(Payment payment) {
        if (journal.operations(payment.id()).stream().anyMatch(it -> it.state() == Operation.State.OPEN)) {
            return Effect.NO_PAYMENT_YET;
        }
        resolver.lookNow(payment);
        return journal.find(payment.id()).equals(Optional.of(payment)) ? Effect.NOTHING_NEW : Effect.APPLIED;
    }

    private Abilities can(Payment payment) {
        return calls.abilities(calls.line(payment));
    }

    @Override
    public Inbound.Reply inbound(
            Affiliation affiliation, String paymentKey, String requestId, String action, String body) {
        var payment = journal.find(affiliation.tenantId(), affiliation.connectorId(), paymentKey)
                .filter(it -> !it.isTombstone())
                .orElseThrow(() -> Rejection.notFound("payment " + paymentKey));
        var begun = journal.beginInbound(payment.id(), requestId);
        return begun.map(it -> passOn(payment, it, action, body)).orElseGet(() -> recorded(payment, requestId));
    }

    private Inbound.Reply recorded(Payment payment, String requestId) {
        return journal.operation(payment.id(), Operation.Kind.INBOUND, requestId)
                .flatMap(it -> journal.reply(it.id()))
                .orElse(LATER);
    }

    private Inbound.Reply passOn(Payment payment, Operation operation, String action, String body) {
        var inbound = commands.inbound(payment, operation, action, body);
        var answer = calls.ask(calls.line(payment), it -> it.inbound(inbound));
        if (answer instanceof Answer.Answered<Inbound.Reply>(var reply, var seen, var _)) {
            journal.conclude(operation, it -> Conclusion.replied(reply), seen, false);
            resolver.lookNow(payment);
            return reply;
        }
        var seen = List.copyOf(Finding.seen(answer));
        journal.conclude(operation, it -> Outcomes.notDone(operation, "broken", Finding.why(answer)), seen, false);
        return LATER;
    }
}
