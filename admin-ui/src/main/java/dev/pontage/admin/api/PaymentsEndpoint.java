package dev.pontage.admin.api;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import dev.pontage.payment.CallbackQueue;
import dev.pontage.payment.PaymentStatus;
import dev.pontage.payment.Payments;
import dev.pontage.tenant.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What became of payments. */
@RestController
@RequestMapping("/api/v1/payments")
class PaymentsEndpoint {
    private static final int USUAL_PAGE = 25;
    private static final int LARGEST_PAGE = 200;

    private final Payments payments;
    private final OnePayment one;
    private final CallbackQueue callbacks;
    private final Tenants tenants;
    private final Audit audit;

    PaymentsEndpoint(Payments payments, OnePayment one, CallbackQueue callbacks, Tenants tenants, Audit audit) {
        this.one = one;
        this.payments = payments;
        this.callbacks = callbacks;
        this.tenants = tenants;
        this.audit = audit;
    }

    record Listed(List<PaymentView> items, Optional<String> nextCursor) {}

    @GetMapping
    @Needs(Permission.READ)
    Listed search(
            @RequestParam Optional<String> tenantId,
            @RequestParam Optional<String> status,
            @RequestParam Optional<String> q,
            @RequestParam Optional<Instant> from,
            @RequestParam Optional<Instant> to,
            @RequestParam Optional<Integer> limit,
            @RequestParam Optional<String> cursor,
            Narrowed narrowed) {
        status.filter(it -> !List.of("approved", "denied", "undefined").contains(it))
                .ifPresent(it -> {
                    throw Rejection.invalid("status", "Write approved, denied or undefined.");
                });
        var size = Math.clamp(limit.orElse(USUAL_PAGE), 1, LARGEST_PAGE);
        var page = payments.search(new Payments.Search(
                tenantId.map(this::tenant), status, q, from, to, size, cursor.map(this::given), narrowed.narrow()));
        return new Listed(page.items().stream().map(one::view).toList(), page.nextCursor());
    }

    /** A cursor that no page gave would find nothing, which a script takes for the end. */
    private String given(String cursor) {
        var place = cursor.startsWith("-") ? cursor.substring(1) : cursor;
        if (!place.matches("[0-9a-f]{32}")
                || payments.find(Ids.of(HexFormat.of().parseHex(place))).isEmpty()) {
            throw Rejection.invalid("cursor", "Take it as it stands in nextCursor of the page before.");
        }
        return cursor;
    }

    /** Further conditions of a search, as they stand in the address. */
    record Narrowed(
            Optional<UUID> affiliationId,
            Optional<String> paymentMethod,
            Optional<String> state,
            Optional<String> code,
            Optional<BigDecimal> valueFrom,
            Optional<BigDecimal> valueTo,
            Optional<Boolean> needsReview) {
        Payments.Narrow narrow() {
            return new Payments.Narrow(
                    affiliationId,
                    paymentMethod,
                    state.map(Narrowed::known),
                    code,
                    valueFrom,
                    valueTo,
                    needsReview.orElse(false));
        }

        private static PaymentStatus known(String word) {
            return Stream.of(PaymentStatus.values())
                    .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst()
                    .orElseThrow(() -> Rejection.invalid("state", "There is no state " + word + "."));
        }
    }

    @GetMapping("/{paymentId}")
    @Needs(Permission.READ)
    PaymentView.Whole one(
            @PathVariable String paymentId,
            @RequestParam Optional<UUID> affiliationId,
            @RequestParam Optional<String> tenantId) {
        var payment = one.find(paymentId, affiliationId, tenantId);
        var timeline = payments.timeline(payment.id());
        if (timeline.stream().anyMatch(it -> it.exchange().isPresent())) {
            audit.note(
                    "payment.exchanges",
                    Optional.of(one.view(payment).tenantId()),
                    paymentId,
                    Optional.empty(),
                    Optional.of("read by a script"));
        }
        return new PaymentView.Whole(one.view(payment), timeline, payments.callbacks(payment.id()));
    }

    @PostMapping("/{paymentId}/callbacks")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Needs(Permission.OPERATE)
    Map<String, Object> sendAgain(
            @PathVariable String paymentId,
            @RequestParam Optional<UUID> affiliationId,
            @RequestParam Optional<String> tenantId) {
        var payment = one.find(paymentId, affiliationId, tenantId);
        if (!callbacks.sendAgain(payment.id())) {
            var why = payment.status().isDecided()
                    ? "VTEX gave no callback address for this payment."
                    : "It is not decided yet, so there is nothing to tell VTEX; it is told as soon as it is.";
            throw Rejection.invalid("paymentId", why);
        }
        audit.note(
                "payment.callback",
                Optional.of(one.view(payment).tenantId()),
                paymentId,
                Optional.empty(),
                Optional.of("due at once"));
        return Map.of("paymentId", paymentId, "due", "now");
    }

    private UUID tenant(String slug) {
        return tenants.find(slug)
                .orElseThrow(() -> Rejection.notFound("merchant " + slug))
                .id();
    }
}
