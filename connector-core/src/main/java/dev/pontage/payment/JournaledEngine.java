package dev.pontage.payment;

import dev.pontage.acquirer.Answer;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.payment.Checkpoints.Step;
import dev.pontage.policy.Policies;
import dev.pontage.spi.AcquirerException.Effect;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.tenant.TenantScope;
import dev.pontage.transport.CardData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Claims, asks, concludes; and lets those who wait go in time. */
@Component
class JournaledEngine implements PaymentEngine {
    private static final Logger LOG = LoggerFactory.getLogger(JournaledEngine.class);
    private static final String CANCEL_BY_HAND =
            "VTEX asked to cancel it, and the acquirer cannot: cancel it there by hand.";

    private final Journal journal;
    private final Calls calls;
    private final Commands commands;
    private final Policies policies;
    private final InFlight inFlight;
    private final RowWatch elsewhere;
    private final DoubtResolver resolver;
    private final Checkpoints checkpoints;
    private final Clock clock;
    private final EndedCalls endedCalls;
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();

    JournaledEngine(
            Journal journal,
            Calls calls,
            Commands commands,
            Policies policies,
            InFlight inFlight,
            DoubtResolver resolver,
            Checkpoints checkpoints,
            Clock clock,
            EndedCalls endedCalls) {
        this.journal = journal;
        this.calls = calls;
        this.commands = commands;
        this.policies = policies;
        this.inFlight = inFlight;
        this.elsewhere = new RowWatch(journal, clock);
        this.resolver = resolver;
        this.checkpoints = checkpoints;
        this.clock = clock;
        this.endedCalls = endedCalls;
    }

    @Override
    public Answered answer(Affiliation affiliation, NewPayment command, Duration within) {
        checkpoints.passed(command.key(), Operation.Kind.CREATE, Step.CLAIMING);
        var name = new PaymentRows.Name(affiliation.tenantId(), affiliation.connectorId(), command.key());
        var fingerprint = PaymentDrafts.fingerprint(command);
        return switch (journal.beginCreate(name, () -> draft(affiliation, command), fingerprint, rules(command))) {
            case Entry.Fresh fresh -> new Answered(carryOut(affiliation, fresh, command, within), fresh.replay());
            case Entry.InFlight(var payment, var operation) -> {
                wipe(command);
                yield new Answered(join(payment, operation, within), true);
            }
            case Entry.Concluded(var payment, var called) -> {
                wipe(command);
                yield new Answered(inTime(payment), called);
            }
        };
    }

    private Payment draft(Affiliation affiliation, NewPayment command) {
        var told = calls.abilities(calls.line(affiliation, command.key())).descriptor();
        var method =
                told.flatMap(it -> it.method(command.method())).orElse(PluginDescriptor.Method.card(command.method()));
        return PaymentDrafts.received(affiliation, told, command, policies.delays(affiliation, method), now());
    }

    private Payment carryOut(Affiliation affiliation, Entry.Fresh fresh, NewPayment command, Duration within) {
        var call = inFlight.begin(fresh.operation());
        start(fresh.payment(), call, () -> {
            try {
                create(affiliation, fresh, command, call);
            } finally {
                wipe(command);
            }
        });
        return await(call, fresh.payment(), within);
    }

    /** Goes on although the one who asked may leave. */
    private void start(Payment payment, InFlight.Call call, Runnable task) {
        var scope = TenantScope.of(payment.tenantId());
        work.execute(() -> scope.run(() -> {
            try {
                checkpoints.passed(payment.key(), call.operation.kind(), Step.CLAIMED);
                task.run();
                checkpoints.passed(payment.key(), call.operation.kind(), Step.CONCLUDED);
            } catch (RuntimeException e) {
                // The row is there: its lease runs out and the resolver asks what became of it.
                LOG.error("{} {} could not be concluded", call.operation.kind(), call.operation.id(), e);
            } finally {
                inFlight.end(call);
            }
            endedCalls.tell(payment.affiliationId());
        }));
    }

    private void create(Affiliation affiliation, Entry.Fresh fresh, NewPayment command, InFlight.Call call) {
        var payment = fresh.payment();
        var line = calls.line(payment, affiliation);
        var can = calls.abilities(line);
        var card = command.card().map(NewPayment.CardGiven::data);
        Answer<Authorization.Outcome> answer = can.descriptor().isEmpty()
                ? new Answer.Refused<>("The plugin " + payment.plugin() + " is not loaded.")
                : send(
                        call,
                        () -> ask(
                                line,
                                card,
                                affiliation,
                                fresh,
                                command,
                                can.descriptor().get()));
        checkpoints.passed(payment.key(), Operation.Kind.CREATE, Step.ANSWERED);
        journal.concludeCreate(
                        fresh,
                        (current, now) ->
                                created(current, can, answer, fresh.doubtful() ? Effect.UNKNOWN : Effect.NONE, now),
                        Finding.seen(answer),
                        call.somebodyLeft() || fresh.replay())
                .ifPresent(call::ledTo);
        if (call.somebodyLeft()) {
            tellIfDecided(payment);
        }
    }

    /** The last moment to stay at home. A node that stood still looks whether another one has decided meanwhile. */
    private <T> Answer<T> send(InFlight.Call call, Supplier<Answer<T>> ask) {
        return call.maySend(now()) && (call.isFresh(now()) || journal.isWanted(call.operation))
                ? ask.get()
                : new Answer.Refused<>("it was cancelled or its time had passed before it left");
    }

    /** @param atLeast what is known of earlier calls, if this one has not left */
    private static Conclusion created(
            Payment current, Abilities can, Answer<Authorization.Outcome> answer, Effect atLeast, Instant now) {
        return switch (answer) {
            case Answer.Answered<Authorization.Outcome>(var outcome, var _, var _) ->
                Outcomes.created(current, can, outcome, true, now);
            case Answer.BrokenDown<Authorization.Outcome> broken ->
                Outcomes.createBrokenDown(
                        current, can, broken.effect() == Effect.NONE ? atLeast : broken.effect(), broken.reason(), now);
            case Answer.Refused<Authorization.Outcome>(var reason) ->
                Outcomes.createBrokenDown(current, can, atLeast, reason, now);
        };
    }

    private Answer<Authorization.Outcome> ask(
            dev.pontage.acquirer.Line line,
            Optional<CardData> card,
            Affiliation affiliation,
            Entry.Fresh fresh,
            NewPayment command,
            PluginDescriptor descriptor) {
        var authorization =
                commands.authorization(fresh.payment(), fresh.operation(), command, descriptor, fresh.replay());
        return calls.ask(line, card, command.secureProxy(), it -> it.authorize(authorization));
    }

    /** Somebody may have left between the conclusion and here: they were told "undefined". */
    private void tellIfDecided(Payment payment) {
        journal.find(payment.id()).filter(it -> it.status().isDecided()).ifPresent(it -> journal.tellVtex(it.id()));
    }

    private RepeatRules rules(NewPayment command) {
        return new RepeatRules() {
            @Override
            public Optional<String> callbackUrl() {
                return command.callbackUrl();
            }

            @Override
            public boolean mayReopen(Payment payment, Operation operation, Instant at) {
                return switch (operation.state()) {
                    case FAILED -> true;
                    // By what its own acquirer can do, whoever calls. Who holds it no longer may have sent it.
                    case OPEN, IN_DOUBT, REVIEW ->
                        calls.abilities(calls.line(payment)).replays(operation, at);
                    default -> false;
                };
            }
        };
    }

    @Override
    public ChangeAnswer change(Affiliation affiliation, ChangeRequest request, Duration within) {
        var known = journal.find(affiliation.tenantId(), affiliation.connectorId(), request.paymentKey());
        var can = known.filter(it -> !it.plugin().isEmpty())
                .map(it -> calls.abilities(calls.line(it, affiliation)))
                .orElse(Abilities.NONE);
        checkpoints.passed(
                request.paymentKey(), Operation.Kind.valueOf(request.kind().name()), Step.CLAIMING);
        var verdict =
                journal.beginChange(affiliation.tenantId(), affiliation.connectorId(), affiliation.id(), request, can);
        var answer = answer(verdict, request, can, within);
        if (request.kind() == ChangeRequest.Kind.CANCEL) {
            // Looked for again: it may have come in between.
            journal.find(affiliation.tenantId(), affiliation.connectorId(), request.paymentKey())
                    .ifPresent(it -> cancelled(it, answer));
        }
        return answer;
    }

    private void cancelled(Payment payment, ChangeAnswer answer) {
        switch (answer) {
            case ChangeAnswer.Done _ -> inFlight.withdraw(payment.id());
            case ChangeAnswer.Manual _ -> journal.flagOnce(payment, CANCEL_BY_HAND);
            case ChangeAnswer.Failed _ -> {}
        }
    }

    private ChangeAnswer answer(ChangeRules.Verdict verdict, ChangeRequest request, Abilities can, Duration within) {
        return switch (verdict) {
            case ChangeRules.Answered(var standing) -> standing;
            case ChangeRules.Running(var operation) -> joinChange(operation, within);
            case ChangeRules.Begun(var payment, var operation) -> carryOut(payment, operation, request, can, within);
            case ChangeRules.Reserve _, ChangeRules.Record _, ChangeRules.Differs _ ->
                throw new IllegalStateException("the journal left a change undecided");
        };
    }

    private ChangeAnswer carryOut(
            Payment payment, Operation operation, ChangeRequest request, Abilities can, Duration within) {
        var call = inFlight.begin(operation);
        start(payment, call, () -> {
            var change = commands.change(payment, operation, request.recipients());
            var answer = send(call, () -> calls.ask(calls.line(payment), change));
            checkpoints.passed(payment.key(), operation.kind(), Step.ANSWERED);
            conclude(operation, can, answer);
        });
        call.await(within);
        return answer(payment, operation);
    }

    private void conclude(Operation operation, Abilities can, Answer<Change.Outcome> answer) {
        journal.conclude(operation, current -> changed(current, operation, can, answer), Finding.seen(answer), false);
    }

    private Conclusion changed(Payment current, Operation operation, Abilities can, Answer<Change.Outcome> answer) {
        return switch (answer) {
            case Answer.Answered<Change.Outcome>(var outcome, var _, var _) ->
                Outcomes.changed(current, operation, can, outcome, now());
            case Answer.BrokenDown<Change.Outcome> broken ->
                Outcomes.changeBrokenDown(operation, broken.effect(), broken.reason(), now());
            case Answer.Refused<Change.Outcome>(var reason) ->
                Outcomes.changeBrokenDown(operation, Effect.NONE, reason, now());
        };
    }

    private ChangeAnswer joinChange(Operation operation, Duration within) {
        inFlight.of(operation.id()).ifPresentOrElse(it -> it.await(within), () -> elsewhere.await(operation, within));
        return journal.find(operation.paymentId())
                .map(it -> answer(it, operation))
                .orElse(new ChangeAnswer.Failed("payment-unknown", "There is no such payment."));
    }

    private ChangeAnswer answer(Payment payment, Operation begun) {
        var operation = journal.operation(begun.id()).orElse(begun);
        return switch (operation.state()) {
            case DONE, REVERSED -> ChangeRules.recorded(payment, operation);
            case MANUAL -> ChangeRules.manual(operation.kind());
            case OPEN -> new ChangeAnswer.Failed("in-progress", "The acquirer has not answered yet.");
            case WAITING -> new ChangeAnswer.Failed("in-progress", "The acquirer is still carrying this out.");
            case IN_DOUBT, REVIEW ->
                new ChangeAnswer.Failed("in-doubt", "The acquirer has not confirmed this yet; we are asking.");
            case FAILED ->
                new ChangeAnswer.Failed(
                        operation.code().orElse("refused"), operation.message().orElse("It was not carried out."));
        };
    }

    @Override
    public Payment resume(Affiliation affiliation, String paymentKey, Map<String, String> parameters, Duration within) {
        var payment = known(affiliation, paymentKey);
        var begun = parameters.isEmpty()
                ? Optional.<Operation>empty()
                : journal.beginResume(payment.id(), Keys.of(parameters));
        if (begun.isEmpty()) {
            return inquire(affiliation, paymentKey);
        }
        var call = inFlight.begin(begun.get());
        start(payment, call, () -> resume(payment, call, parameters));
        call.await(within);
        return journal.find(payment.id()).orElse(payment);
    }

    private void resume(Payment payment, InFlight.Call call, Map<String, String> parameters) {
        var operation = call.operation;
        var line = calls.line(payment);
        var can = calls.abilities(line);
        if (can.descriptor().isEmpty()) {
            journal.conclude(
                    operation, it -> Outcomes.notDone(operation, "plugin-missing", "not sent"), List.of(), true);
            return;
        }
        var resume =
                commands.resume(payment, operation, parameters, can.descriptor().get());
        var answer = send(call, () -> calls.ask(line, it -> it.resume(resume)));
        checkpoints.passed(payment.key(), operation.kind(), Step.ANSWERED);
        journal.conclude(operation, current -> resumed(current, operation, can, answer), Finding.seen(answer), true);
    }

    /** What the shopper's return led to. While it is still pending, the create goes on waiting and this is over. */
    private Conclusion resumed(
            Payment current, Operation operation, Abilities can, Answer<Authorization.Outcome> answer) {
        return switch (answer) {
            case Answer.Answered<Authorization.Outcome>(Authorization.Pending pending, var _, var _) ->
                Conclusion.of(Operation.State.DONE, pending.code(), pending.message(), book -> {
                    book.remember(pending.identifiers().references());
                    if (!(pending.next() instanceof NextStep.Wait)) {
                        book.next = Optional.of(pending.next());
                    }
                });
            case Answer.Answered<Authorization.Outcome>(var outcome, var _, var _) ->
                Outcomes.created(current, can, outcome, false, now());
            case Answer.BrokenDown<Authorization.Outcome> broken ->
                Outcomes.changeBrokenDown(operation, broken.effect(), broken.reason(), now());
            case Answer.Refused<Authorization.Outcome>(var reason) ->
                Outcomes.changeBrokenDown(operation, Effect.NONE, reason, now());
        };
    }

    private Payment known(Affiliation affiliation, String paymentKey) {
        return journal.find(affiliation.tenantId(), affiliation.connectorId(), paymentKey)
                .orElseThrow(() -> dev.pontage.error.Rejection.notFound("payment " + paymentKey));
    }

    @Override
    public Payment inquire(Affiliation affiliation, String paymentKey) {
        var payment = known(affiliation, paymentKey);
        resolver.lookNow(payment);
        return journal.find(payment.id()).orElse(payment);
    }

    /** Waits for the call that is under way, or on another node watches its row. */
    private Payment join(Payment payment, Operation operation, Duration within) {
        var call = inFlight.of(operation.id());
        if (call.isPresent()) {
            return await(call.get(), payment, within);
        }
        elsewhere.await(operation, within);
        return inTime(journal.find(payment.id()).orElse(payment));
    }

    private Payment await(InFlight.Call call, Payment payment, Duration within) {
        var ended = call.await(within);
        var written = call.ledTo();
        if (ended && written.isPresent()) {
            return written.get();
        }
        var current = journal.find(payment.id()).orElse(payment);
        // Where it ended and nothing was written, whoever asks next finds out what there is.
        return ended ? current : inTime(current);
    }

    /** A shopper who has nothing to look at cannot pay: he is sent back to choose again. */
    private Payment inTime(Payment payment) {
        if (payment.status().isDecided() || payment.next().isPresent()) {
            return payment;
        }
        var can = calls.abilities(calls.line(payment));
        return can.showsSomething(payment.method()) ? journal.giveUp(payment) : payment;
    }

    private static void wipe(NewPayment command) {
        command.card().ifPresent(it -> it.data().wipe());
    }

    private Instant now() {
        return clock.instant();
    }
}
