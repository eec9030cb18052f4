package dev.pontage.admin.api;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.payments.Actions;
import dev.pontage.error.Rejection;
import dev.pontage.payment.Payment;
import dev.pontage.payment.Reviews;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What scripts do with payments, under the same rules as people. */
@RestController
@RequestMapping("/api/v1")
class ActionsEndpoint {
    private final OnePayment one;
    private final Actions actions;

    ActionsEndpoint(OnePayment one, Actions actions) {
        this.one = one;
        this.actions = actions;
    }

    record NewChange(Optional<String> kind, Optional<BigDecimal> amount, Optional<String> reason) {}

    /**
     * @param review the reason that was read, as the payment showed it
     * @param outcome what became of all of which only a person can find out what did
     */
    record NewReview(Optional<String> reason, Optional<String> review, Optional<String> outcome) {}

    record NewVersion(Optional<String> version, Optional<String> reason) {}

    record Decision(Optional<Boolean> agreed) {}

    record Done(String state, PaymentView payment) {}

    record Waits(String state, UUID approvalId) {}

    record Waiting(
            UUID id,
            String paymentId,
            UUID affiliationId,
            String kind,
            BigDecimal amount,
            String currency,
            String reason,
            String askedBy,
            Instant askedAt) {}

    @PostMapping("/payments/{paymentId}/changes")
    @Needs(Permission.OPERATE)
    ResponseEntity<?> change(
            @PathVariable String paymentId,
            @RequestParam Optional<UUID> affiliationId,
            @RequestParam Optional<String> tenantId,
            @RequestHeader("Idempotency-Key") Optional<String> key,
            @RequestBody NewChange body) {
        var payment = one.find(paymentId, affiliationId, tenantId);
        // A repeat under the same key is the same request to the acquirer, even where the first answer was lost.
        var name = key.map(it -> UUID.nameUUIDFromBytes((payment.id() + it).getBytes(StandardCharsets.UTF_8)))
                .orElseGet(UUID::randomUUID);
        return answer(actions.change(
                payment,
                Given.text("kind", body.kind()),
                body.amount().map(BigDecimal::toPlainString).orElse(""),
                body.reason().orElse(""),
                name.toString()));
    }

    private ResponseEntity<?> answer(Actions.Result result) {
        return switch (result) {
            case Actions.Result.Done done -> ResponseEntity.ok(new Done("done", one.view(done.payment())));
            case Actions.Result.Waits waits ->
                ResponseEntity.status(HttpStatus.ACCEPTED).body(new Waits("waiting", waits.approval()));
            case Actions.Result.Not not -> conflict(not.why());
        };
    }

    private static ResponseEntity<ProblemDetail> conflict(String why) {
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Nothing was carried out: " + why));
    }

    @PostMapping("/payments/{paymentId}/inquiries")
    @Needs(Permission.OPERATE)
    PaymentView inquire(
            @PathVariable String paymentId,
            @RequestParam Optional<UUID> affiliationId,
            @RequestParam Optional<String> tenantId) {
        return one.view(actions.inquire(one.find(paymentId, affiliationId, tenantId)));
    }

    @PostMapping("/payments/{paymentId}/reviews")
    @Needs(Permission.OPERATE)
    ResponseEntity<?> review(
            @PathVariable String paymentId,
            @RequestParam Optional<UUID> affiliationId,
            @RequestParam Optional<String> tenantId,
            @RequestBody NewReview body) {
        var payment = one.find(paymentId, affiliationId, tenantId);
        var reason = Given.text("reason", body.reason());
        return actions.review(payment, body.review(), found(payment, body.outcome()), reason)
                .<ResponseEntity<?>>map(it -> ResponseEntity.ok(one.view(it)))
                .orElseGet(() -> conflict("something else is to be reviewed by now, read the payment once more"));
    }

    private Map<UUID, Reviews.Found> found(Payment payment, Optional<String> outcome) {
        if (outcome.isEmpty()) {
            return Map.of();
        }
        var found = Actions.found(outcome.get())
                .orElseThrow(() -> Rejection.invalid("outcome", "Write done, not_done or unknown."));
        var open = actions.open(payment);
        if (open.isEmpty()) {
            throw Rejection.invalid("outcome", "Nothing of this payment waits for a person to find out about it.");
        }
        return open.stream().collect(Collectors.toMap(Reviews.Open::id, it -> found));
    }

    /** Every later operation goes to the version named, instead of the one that authorized the payment. */
    @PutMapping("/payments/{paymentId}/version")
    @Needs(Permission.OPERATE)
    PaymentView goOnWith(
            @PathVariable String paymentId,
            @RequestParam Optional<UUID> affiliationId,
            @RequestParam Optional<String> tenantId,
            @RequestBody NewVersion body) {
        var payment = one.find(paymentId, affiliationId, tenantId);
        return one.view(
                actions.goOnWith(payment, Given.text("version", body.version()), Given.text("reason", body.reason())));
    }

    @GetMapping("/approvals")
    @Needs(Permission.READ)
    ResponseEntity<List<Waiting>> waiting(
            @RequestParam Optional<Integer> limit, @RequestParam Optional<String> cursor) {
        return Paged.of(
                actions.waiting(),
                Actions.Waiting::place,
                limit,
                cursor,
                it -> new Waiting(
                        it.id(),
                        it.payment().key(),
                        it.payment().affiliationId(),
                        it.kind(),
                        it.amount().decimal(),
                        it.amount().currency(),
                        it.reason(),
                        it.askedBy(),
                        it.askedAt()));
    }

    /** The second word: whoever asked cannot give it. */
    @PostMapping("/approvals/{id}")
    @Needs(Permission.OPERATE)
    ResponseEntity<?> decide(@PathVariable UUID id, @RequestBody Decision body) {
        actions.require(id);
        var agreed = body.agreed().orElseThrow(() -> Rejection.invalid("agreed", "Write true or false."));
        var result = actions.decide(id, agreed);
        if (result.isPresent() && !agreed) {
            return ResponseEntity.noContent().build();
        }
        return result.<ResponseEntity<?>>map(this::answer)
                .orElseGet(() -> conflict("it was decided before, or you asked for it yourself"));
    }
}
