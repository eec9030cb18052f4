package dev.pontage.ppp;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.limit.Entry;
import dev.pontage.limit.Limits;
import dev.pontage.limit.Work;
import dev.pontage.payment.ChangeAnswer;
import dev.pontage.payment.ChangeRequest;
import dev.pontage.payment.ChangeRequest.Kind;
import dev.pontage.payment.Payment;
import dev.pontage.payment.PaymentEngine;
import dev.pontage.payment.Payments;
import dev.pontage.spi.payment.Money;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Cancels, settles and refunds. A failed change is 500 with a null id, so that VTEX asks again. */
@RestController
class ChangeEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeEndpoint.class);

    /** Of the time to answer, what is kept for the work itself when a change must wait for its turn. */
    private static final Duration RESERVE = Duration.ofSeconds(3);

    private static final ChangeAnswer LATER = new ChangeAnswer.Failed("try-again", "not known yet; ask again");

    private final PaymentEngine engine;
    private final Payments payments;
    private final Directory directory;
    private final Limits limits;
    private final boolean says429;

    ChangeEndpoint(
            PaymentEngine engine,
            Payments payments,
            Directory directory,
            Limits limits,
            @Value("${pontage.limits.answer-429:false}") boolean says429) {
        this.engine = engine;
        this.payments = payments;
        this.directory = directory;
        this.limits = limits;
        this.says429 = says429;
    }

    @PostMapping("/ppp/{connector}/payments/{paymentId}/cancellations")
    ResponseEntity<byte[]> cancel(HttpServletRequest http, @PathVariable String paymentId) {
        return change(http, paymentId, Kind.CANCEL);
    }

    @PostMapping("/ppp/{connector}/payments/{paymentId}/settlements")
    ResponseEntity<byte[]> settle(HttpServletRequest http, @PathVariable String paymentId) {
        return change(http, paymentId, Kind.SETTLE);
    }

    @PostMapping("/ppp/{connector}/payments/{paymentId}/refunds")
    ResponseEntity<byte[]> refund(HttpServletRequest http, @PathVariable String paymentId) {
        return change(http, paymentId, Kind.REFUND);
    }

    private ResponseEntity<byte[]> change(HttpServletRequest http, String paymentId, Kind kind) {
        var caller = Caller.of(http);
        var body = Bodies.read(http);
        body.card().wipe();
        var request = request(body.fields(), paymentId, kind);
        return answer(caller, request, directory.databaseAway() ? LATER : carriedOut(caller, body.fields(), request));
    }

    private ChangeAnswer carriedOut(Caller caller, Fields fields, ChangeRequest request) {
        var affiliation = directory.learned(caller.affiliation(), CreateRequest.merchantSettings(fields));
        try {
            var known = splitPayment(caller, fields, request);
            return splitProblem(known, fields, request)
                    .<ChangeAnswer>map(it -> new ChangeAnswer.Failed("split-mismatch", it))
                    .orElseGet(() -> limited(caller, affiliation, withRecipients(request, known, fields)));
        } catch (BadRequest | TooMany e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{} of payment {} could not be worked on", request.kind(), request.paymentKey(), e);
            directory.broke(e);
            return LATER;
        }
    }

    /** Recipients' amounts are in the payment's currency, which only the journal knows. */
    private Optional<Payment> splitPayment(Caller caller, Fields fields, ChangeRequest request) {
        var affiliation = caller.affiliation();
        return fields.objects("recipients").isEmpty()
                ? Optional.empty()
                : payments.find(affiliation.tenantId(), affiliation.connectorId(), request.paymentKey());
    }

    private static ChangeRequest withRecipients(ChangeRequest request, Optional<Payment> known, Fields fields) {
        return known.filter(it -> request.kind() != Kind.CANCEL)
                .map(it -> new ChangeRequest(
                        request.kind(),
                        request.paymentKey(),
                        request.requestId(),
                        request.value(),
                        request.settleId(),
                        Split.recipients(fields, it.amount())))
                .orElse(request);
    }

    private ChangeRequest request(Fields fields, String paymentId, Kind kind) {
        if (!Text.isKey(paymentId)) {
            throw BadRequest.field("paymentId", "must be a text of 1 to 128 plain characters");
        }
        fields.optionalKey("paymentId").filter(it -> !it.equals(paymentId)).ifPresent(it -> {
            throw BadRequest.field("paymentId", "differs from the one in the path");
        });
        return new ChangeRequest(
                kind,
                paymentId,
                fields.optionalKey("requestId"),
                kind == Kind.CANCEL ? Optional.empty() : Optional.of(value(fields)),
                fields.hint("settleId"),
                List.of());
    }

    private static BigDecimal value(Fields fields) {
        var value = fields.decimal("value").orElseThrow(() -> BadRequest.field("value", "is missing"));
        if (value.signum() < 0) {
            throw BadRequest.field("value", "must not be negative");
        }
        return value;
    }

    /** A full refund has no recipients; where there are any, they are the whole of what is changed. */
    private static Optional<String> splitProblem(Optional<Payment> known, Fields fields, ChangeRequest request) {
        return known.filter(it -> request.value().isPresent())
                .flatMap(it -> Split.problem(
                        fields,
                        Amounts.money(
                                "value",
                                request.value().get(),
                                it.amount().currency(),
                                it.amount().exponent())));
    }

    private ChangeAnswer limited(Caller caller, Affiliation affiliation, ChangeRequest request) {
        var tenant = caller.affiliation().tenantId();
        var patience = caller.left().minus(RESERVE);
        try (var entry = limits.enter(
                tenant,
                Work.CHANGE,
                directory.allowance(caller.affiliation()),
                patience.isNegative() ? Duration.ZERO : patience)) {
            return switch (entry) {
                case Entry.Admitted it -> engine.change(affiliation, request, caller.left());
                case Entry.Refused(var reason) -> {
                    if (says429) {
                        throw new TooMany(reason.code());
                    }
                    yield new ChangeAnswer.Failed(reason.code(), "the merchant's limit is reached; ask again");
                }
            };
        }
    }

    private ResponseEntity<byte[]> answer(Caller caller, ChangeRequest request, ChangeAnswer answer) {
        var kind = request.kind();
        return switch (answer) {
            case ChangeAnswer.Done done -> {
                var body = body(request, Optional.of(done.id()), Optional.of(done.amount()), done);
                metadata(caller, done).ifPresent(it -> body.put("connectorMetadata", it));
                if (kind == Kind.CANCEL && caller.testSuite()) {
                    body.put("status", "cancelled");
                }
                yield Replies.of(200, body);
            }
            case ChangeAnswer.Failed failed -> Replies.of(500, failed(request, failed, failed.code()));
            case ChangeAnswer.Manual manual -> manual(request, manual);
        };
    }

    /** Something to go with the answer, never in the way of it. */
    private Optional<List<Map<String, String>>> metadata(Caller caller, ChangeAnswer.Done done) {
        if (done.metadata().isEmpty()) {
            return Optional.empty();
        }
        try {
            return directory
                    .connector(caller.affiliation().connector())
                    .map(it -> PaymentAnswer.metadata(done.metadata(), it.metadataFields()))
                    .filter(it -> !it.isEmpty());
        } catch (RuntimeException e) {
            LOG.warn(
                    "The metadata that {} declares could not be read",
                    caller.affiliation().connector(),
                    e);
            return Optional.empty();
        }
    }

    /** Never on a settlement: the gateway would refund twice. */
    private static ResponseEntity<byte[]> manual(ChangeRequest request, ChangeAnswer.Manual manual) {
        return switch (request.kind()) {
            case CANCEL -> Replies.of(501, failed(request, manual, "cancel-manually"));
            case REFUND -> Replies.of(501, failed(request, manual, "refund-manually"));
            case SETTLE -> Replies.of(500, failed(request, manual, "settle-not-supported"));
        };
    }

    private static Map<String, @Nullable Object> failed(ChangeRequest request, ChangeAnswer answer, String code) {
        var body = body(request, Optional.empty(), Optional.empty(), answer);
        body.put("code", code.isEmpty() ? "failed" : code);
        return body;
    }

    private static Map<String, @Nullable Object> body(
            ChangeRequest request, Optional<String> id, Optional<Money> amount, ChangeAnswer answer) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("paymentId", request.paymentKey());
        body.put(idName(request.kind()), id.orElse(null));
        if (request.kind() != Kind.CANCEL) {
            body.put("value", amount.<Object>map(Money::decimal).orElse(0));
        }
        body.put("code", answer.code().isEmpty() ? null : answer.code());
        body.put("message", answer.message().isEmpty() ? "done" : answer.message());
        body.put("requestId", request.requestId().orElse(null));
        return body;
    }

    private static String idName(Kind kind) {
        return switch (kind) {
            case CANCEL -> "cancellationId";
            case SETTLE -> "settleId";
            case REFUND -> "refundId";
        };
    }
}
