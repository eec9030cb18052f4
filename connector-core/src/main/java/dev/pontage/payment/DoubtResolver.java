package dev.pontage.payment;

import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Finds out what became of whatever is in doubt or waits. Four ways out: the acquirer knows it; the same key is sent
 * again; it is certainly not there; a person looks.
 */
@Component
class DoubtResolver {
    private final Journal journal;
    private final Claims claims;
    private final Calls calls;
    private final InFlight inFlight;
    private final Checkpoints checkpoints;
    private final CreateLooks creates;
    private final ChangeLooks changes;
    private final VoidLooks voids;
    private final EndedCalls endedCalls;

    DoubtResolver(
            Journal journal,
            Claims claims,
            Calls calls,
            Commands commands,
            InFlight inFlight,
            Checkpoints checkpoints,
            Clock clock,
            EndedCalls endedCalls) {
        this.journal = journal;
        this.claims = claims;
        this.calls = calls;
        this.inFlight = inFlight;
        this.checkpoints = checkpoints;
        this.endedCalls = endedCalls;
        this.creates = new CreateLooks(calls, commands, clock);
        this.changes = new ChangeLooks(journal, calls, commands, clock);
        this.voids = new VoidLooks(calls, commands, clock);
    }

    /** Looks at once at all that is open of a payment; for staff and for the shopper who came back. */
    void lookNow(Payment payment) {
        claims.takeNow(payment.id()).forEach(this::resolve);
    }

    /** Looks at one operation that this node has just claimed; its lease is renewed as long as that takes. */
    void resolve(Operation operation) {
        var looking = inFlight.begin(operation);
        try {
            look(operation);
        } finally {
            inFlight.end(looking);
        }
    }

    private void look(Operation operation) {
        var payment = journal.find(operation.paymentId()).orElseThrow();
        checkpoints.passed(payment.key(), operation.kind(), Checkpoints.Step.TAKEN);
        var line = calls.line(payment);
        var finding = finding(new Look(payment, operation, line, calls.abilities(line), calls.shut(line)));
        checkpoints.passed(payment.key(), operation.kind(), Checkpoints.Step.LOOKED);
        journal.conclude(operation, finding.conclusion(), finding.seen(), true);
        checkpoints.passed(payment.key(), operation.kind(), Checkpoints.Step.RESOLVED);
        endedCalls.tell(payment.affiliationId());
    }

    private Finding finding(Look look) {
        var found = switch (look.operation().kind()) {
            case CREATE -> creates.at(look);
            case RESUME -> creates.atResume(look);
            case VOID -> voids.at(look);
            case CANCEL, SETTLE, REFUND -> changes.at(look);
            // Its plugin takes the same message twice; VTEX sends it again.
            case INBOUND -> Finding.of(Outcomes.notDone(look.operation(), "interrupted", "It may be sent again."));
        };
        return Unasked.mended(look, found);
    }
}
