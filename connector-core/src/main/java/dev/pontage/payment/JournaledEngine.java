package dev.pontage.payment;

import dev.pontage.acquirer.Answer;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.policy.Policies;
import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.tenant.TenantScope;
import dev.pontage.transport.CardData;
import dev.pontage.transport.Exchange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Claims, asks, concludes; and lets those who wait go in time. */
@Component
class JournaledEngine implements PaymentEngine {
    private static final Logger LOG = LoggerFactory.getLogger(JournaledEngine.class);

    private final Journal journal;
    private final Calls calls;
    private final Commands commands;
    private final Policies policies;
    private final InFlight inFlight;
    private final DoubtResolver resolver;
    private final Clock clock;
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();

    JournaledEngine(
            Journal journal,
            Calls calls,
            Commands commands,
            Policies policies,
            InFlight inFlight,
            DoubtResolver resolver,
            Clock clock) {
        this.journal = journal;
        this.calls = calls;
        this.commands = commands;
        this.policies = policies;
        this.inFlight = inFlight;
        this.resolver = resolver;
        this.clock = clock;
    }

    @Override
    public Payment authorize(Affiliation affiliation, NewPayment command, Duration within) {
        var line = calls.line(affiliation);
        var can = calls.abilities(line);
        var method = can.descriptor()
                .flatMap(it -> it.method(command.method()))
                .orElse(PluginDescriptor.Method.card(command.method()));
        var version = can.descriptor().map(PluginDescriptor::version);
        var draft = PaymentDrafts.received(affiliation, version, command, policies.delays(affiliation, method), now());
        var entry = journal.beginCreate(draft, PaymentDrafts.fingerprint(command), rules(command, can));
        return switch (entry) {
            case Entry.Fresh fresh -> carryOut(affiliation, fresh, command, within);
            case Entry.InFlight(var payment, var operation) -> {
                wipe(command);
                yield join(payment, operation, within);
            }
            case Entry.Concluded(var payment, var _) -> {
                wipe(command);
                yield payment;
            }
        };
    }

    private Payment carryOut(Affiliation affiliation, Entry.Fresh fresh, NewPayment command, Duration within) {
        var call = inFlight.begin(fresh.operation());
        var scope = TenantScope.of(affiliation.tenantId());
        work.execute(() -> scope.run(() -> {
            try {
                create(affiliation, fresh, command, call);
            } catch (RuntimeException e) {
                // The row is there: its lease runs out and the resolver asks what became of it.
                LOG.error("create {} could not be concluded", fresh.operation().id(), e);
            } finally {
                wipe(command);
                inFlight.end(call);
            }
        }));
        return await(call, fresh.payment(), within);
    }

    private void create(Affiliation affiliation, Entry.Fresh fresh, NewPayment command, InFlight.Call call) {
        var payment = fresh.payment();
        var line = calls.line(payment);
        var can = calls.abilities(line);
        var card = command.card().map(NewPayment.CardGiven::data);
        Answer<Authorization.Outcome> answer = can.descriptor().isEmpty()
                ? new Answer.Refused<>("The plugin " + payment.plugin() + " is not loaded.")
                : ask(line, card, affiliation, fresh, command, can.descriptor().get());
        var current = journal.find(payment.id()).orElse(payment);
        var conclusion = switch (answer) {
            case Answer.Answered<Authorization.Outcome>(var outcome, var _, var _) ->
                Outcomes.created(current, can, outcome, true, now());
            case Answer.BrokenDown<Authorization.Outcome> broken ->
                Outcomes.createBrokenDown(current, can, broken.effect(), broken.reason(), now());
            case Answer.Refused<Authorization.Outcome>(var reason) ->
                Outcomes.createBrokenDown(current, can, dev.pontage.spi.AcquirerException.Effect.NONE, reason, now());
        };
        journal.conclude(fresh.operation(), conclusion, exchanges(answer), call.somebodyLeft() || fresh.replay());
        if (call.somebodyLeft()) {
            tellIfDecided(payment);
        }
    }

    private Answer<Authorization.Outcome> ask(
            dev.pontage.acquirer.Line line,
            Optional<CardData> card,
            Affiliation affiliation,
            Entry.Fresh fresh,
            NewPayment command,
            PluginDescriptor descriptor) {
        var authorization = commands.authorization(
                affiliation, fresh.payment(), fresh.operation(), command, descriptor, fresh.replay());
        return calls.ask(line, card, command.secureProxy(), it -> it.authorize(authorization));
    }

    /** Somebody may have left between the conclusion and here: they were told "undefined". */
    private void tellIfDecided(Payment payment) {
        journal.find(payment.id()).filter(it -> it.status().isDecided()).ifPresent(it -> journal.tellVtex(it.id()));
    }

    private Journal.RepeatRules rules(NewPayment command, Abilities can) {
        return new Journal.RepeatRules() {
            @Override
            public Optional<String> callbackUrl() {
                return command.callbackUrl();
            }

            @Override
            public boolean mayReopen(Operation operation, Instant at) {
                return switch (operation.state()) {
                    case FAILED -> true;
                    case IN_DOUBT, REVIEW -> withinReplay(operation, can, at);
                    default -> false;
                };
            }
        };
    }

    /** The same key within the acquirer's window takes effect once, however often it is sent. */
    static boolean withinReplay(Operation operation, Abilities can, Instant at) {
        return can.can(Capability.REPLAY)
                && can.descriptor()
                        .map(it -> operation
                                .createdAt()
                                .plus(it.timing().replayWindow())
                                .isAfter(at))
                        .orElse(false);
    }

    @Override
    public ChangeAnswer change(Affiliation affiliation, ChangeRequest request, Duration within) {
        var known = journal.find(affiliation.tenantId(), affiliation.connectorId(), request.paymentKey());
        var can = known.filter(it -> !it.plugin().isEmpty())
                .map(it -> calls.abilities(calls.line(it)))
                .orElse(new Abilities(Optional.empty()));
        var verdict =
                journal.beginChange(affiliation.tenantId(), affiliation.connectorId(), affiliation.id(), request, can);
        return switch (verdict) {
            case ChangeRules.Answered(var answer) -> answer;
            case ChangeRules.Running(var operation) -> joinChange(operation, within);
            case ChangeRules.Begun(var payment, var operation) -> carryOut(payment, operation, request, can, within);
            case ChangeRules.Reserve _, ChangeRules.Record _ ->
                throw new IllegalStateException("the journal left a change undecided");
        };
    }

    private ChangeAnswer carryOut(
            Payment payment, Operation operation, ChangeRequest request, Abilities can, Duration within) {
        var call = inFlight.begin(operation);
        var scope = TenantScope.of(payment.tenantId());
        work.execute(() -> scope.run(() -> {
            try {
                var change = commands.change(payment, operation, request.recipients());
                conclude(payment, operation, can, calls.ask(calls.line(payment), change));
            } catch (RuntimeException e) {
                LOG.error("{} {} could not be concluded", operation.kind(), operation.id(), e);
            } finally {
                inFlight.end(call);
            }
        }));
        call.await(within);
        return answer(payment, operation);
    }

    private void conclude(Payment payment, Operation operation, Abilities can, Answer<Change.Outcome> answer) {
        var conclusion = switch (answer) {
            case Answer.Answered<Change.Outcome>(var outcome, var _, var _) ->
                Outcomes.changed(payment, operation, can, outcome, now());
            case Answer.BrokenDown<Change.Outcome> broken ->
                Outcomes.changeBrokenDown(operation, broken.effect(), broken.reason(), now());
            case Answer.Refused<Change.Outcome>(var reason) ->
                Outcomes.changeBrokenDown(operation, dev.pontage.spi.AcquirerException.Effect.NONE, reason, now());
        };
        journal.conclude(operation, conclusion, exchanges(answer), false);
    }

    private ChangeAnswer joinChange(Operation operation, Duration within) {
        inFlight.of(operation.id()).ifPresent(it -> it.await(within));
        return journal.find(operation.paymentId())
                .map(it -> answer(it, operation))
                .orElse(new ChangeAnswer.Failed("payment-unknown", "There is no such payment."));
    }

    private ChangeAnswer answer(Payment payment, Operation begun) {
        var operation = journal.operation(begun.id()).orElse(begun);
        return switch (operation.state()) {
            case DONE -> ChangeRules.recorded(payment, operation);
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
        return inquire(affiliation, paymentKey);
    }

    @Override
    public Payment inquire(Affiliation affiliation, String paymentKey) {
        var payment = journal.find(affiliation.tenantId(), affiliation.connectorId(), paymentKey)
                .orElseThrow(() -> dev.pontage.error.Rejection.notFound("payment " + paymentKey));
        resolver.lookNow(payment);
        return journal.find(payment.id()).orElse(payment);
    }

    /** Waits for the call that is under way, or on another node watches its row. */
    private Payment join(Payment payment, Operation operation, Duration within) {
        var call = inFlight.of(operation.id());
        if (call.isPresent()) {
            return await(call.get(), payment, within);
        }
        return new RowWatch(journal, clock).until(payment, operation, within);
    }

    private Payment await(InFlight.Call call, Payment payment, Duration within) {
        var ended = call.await(within);
        var current = journal.find(payment.id()).orElse(payment);
        return ended || current.status().isDecided() ? current : inTime(current);
    }

    /** A shopper who has nothing to look at cannot pay: he is sent back to choose again. */
    private Payment inTime(Payment payment) {
        var can = calls.abilities(calls.line(payment));
        return can.showsSomething(payment.method()) ? journal.giveUp(payment) : payment;
    }

    private static <T> List<Exchange> exchanges(Answer<T> answer) {
        return switch (answer) {
            case Answer.Answered<T>(var _, var seen, var _) -> seen;
            case Answer.BrokenDown<T> broken -> broken.exchanges();
            case Answer.Refused<T> _ -> List.of();
        };
    }

    private static void wipe(NewPayment command) {
        command.card().ifPresent(it -> it.data().wipe());
    }

    private Instant now() {
        return clock.instant();
    }
}
