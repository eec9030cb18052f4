package dev.pontage.ppp;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Connector;
import dev.pontage.limit.Entry;
import dev.pontage.limit.Limits;
import dev.pontage.limit.Work;
import dev.pontage.payment.Flags;
import dev.pontage.payment.Payment;
import dev.pontage.payment.PaymentEngine;
import dev.pontage.payment.PaymentStatus;
import dev.pontage.payment.Payments;
import dev.pontage.policy.Delays;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.PluginDescriptor.Method;
import io.micrometer.core.instrument.Metrics;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Creates payments. Whatever happens the answer is 200 with a status, since a technical error counts against every
 * merchant of the connector; and a payment that is known is answered as it stands, also where a new one would be refused.
 */
@RestController
class PaymentEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentEndpoint.class);

    /** How long an unknown payment waits for its turn. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    static final String PATH = "/ppp/{connector}/payments";

    private static final String AWAY = "acquirer-is-away";

    private static final Delays USUAL = new Delays(21_600, 21_600, 1_800);

    private final PaymentEngine engine;
    private final Payments payments;
    private final Directory directory;
    private final Doorkeeper doorkeeper;
    private final Limits limits;
    private final Flags flags;
    private final boolean says429;

    /** @param says429 whether a create over its limit is told so by the status, which VTEX may take for a technical error */
    PaymentEndpoint(
            PaymentEngine engine,
            Payments payments,
            Directory directory,
            Doorkeeper doorkeeper,
            Limits limits,
            Flags flags,
            @Value("${pontage.limits.answer-429:false}") boolean says429) {
        this.engine = engine;
        this.payments = payments;
        this.directory = directory;
        this.doorkeeper = doorkeeper;
        this.limits = limits;
        this.flags = flags;
        this.says429 = says429;
    }

    @PostMapping(PATH)
    void create(HttpServletRequest http, HttpServletResponse response) throws IOException {
        var caller = Caller.of(http);
        var plugin = directory.plugin(caller.affiliation());
        var body = Bodies.read(http);
        try {
            var request = CreateRequest.of(
                    body, plugin.map(PluginDescriptor::exponents).orElse(Map.of()));
            var method = plugin.flatMap(it -> it.method(request.method()));
            Replies.send(response, answer(caller, request, method));
        } finally {
            body.card().wipe();
        }
    }

    private Map<String, @Nullable Object> answer(Caller caller, CreateRequest request, Optional<Method> method) {
        var affiliation = caller.affiliation();
        if (directory.databaseAway()) {
            return later(affiliation, request, method);
        }
        try {
            var no = doorkeeper.refuses(affiliation, request, method, caller.testSuite());
            if (no.isPresent()) {
                return known(caller, request).orElseGet(() -> refused(caller, request, method, no.get()));
            }
            return limited(caller, request, method);
        } catch (BadRequest | TooMany e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Payment {} of {} could not be worked on", request.key(), affiliation.id(), e);
            directory.broke(e);
            return later(affiliation, request, method);
        }
    }

    /**
     * A no is kept: people look for it, and a repeat hears the same although the settings may have changed. Over its limit a
     * merchant is told no all the same, but writes nothing.
     */
    private Map<String, @Nullable Object> refused(
            Caller caller, CreateRequest request, Optional<Method> method, Doorkeeper.No no) {
        var affiliation = caller.affiliation();
        var allowance = directory.allowance(affiliation);
        try (var at = limits.enter(affiliation.tenantId(), Work.CREATE, allowance, Duration.ZERO, affiliation.test())) {
            if (at instanceof Entry.Admitted) {
                var command = request.command(caller.testSuite(), takesCardTokens(affiliation));
                return worded(caller, flags.refuse(affiliation, command, no.code(), no.message(), no.flag()));
            }
        } catch (BadRequest e) {
            LOG.debug("Payment {} is refused and cannot be read either", request.key(), e);
        }
        return plain(request, PaymentStatus.DENIED, delays(affiliation, method), no.code(), no.message());
    }

    private Map<String, @Nullable Object> later(
            Affiliation affiliation, CreateRequest request, Optional<Method> method) {
        return plain(request, PaymentStatus.PENDING, delays(affiliation, method), "try-again", "not known yet");
    }

    private Map<String, @Nullable Object> limited(Caller caller, CreateRequest request, Optional<Method> method) {
        var affiliation = caller.affiliation();
        var allowance = directory.allowance(affiliation);
        try (var at = limits.atOnce(affiliation.tenantId(), Work.CREATE, allowance, affiliation.test())) {
            if (at instanceof Entry.Admitted) {
                return admitted(caller, request, method);
            }
        }
        var known = payments.answeredPatiently(affiliation.tenantId(), affiliation.connectorId(), request.key())
                .map(it -> payments.whenCarriedOut(it, caller.left()))
                .map(it -> said(caller, it));
        if (known.isPresent()) {
            return known.get();
        }
        try (var later = limits.enter(affiliation.tenantId(), Work.CREATE, allowance, PATIENCE, affiliation.test())) {
            return switch (later) {
                case Entry.Admitted it -> admitted(caller, request, method);
                case Entry.Refused(var reason) -> {
                    if (says429) {
                        throw new TooMany(reason.code());
                    }
                    yield notNow(affiliation, request, method, reason.code(), "the merchant's limit is reached");
                }
            };
        }
    }

    /** Where nobody could be asked nothing is written down either: what is not known yet comes again by itself. */
    private Map<String, @Nullable Object> admitted(Caller caller, CreateRequest request, Optional<Method> method) {
        var away = directory.away(caller.affiliation());
        if (away.isEmpty()) {
            return authorized(caller, request);
        }
        LOG.debug("Payment {} is not begun: {}", request.key(), away.get());
        return known(caller, request).orElseGet(() -> {
            Metrics.counter("pontage.limits.refused", "work", Work.CREATE.name(), "reason", AWAY)
                    .increment();
            return notNow(caller.affiliation(), request, method, AWAY, "the acquirer cannot be asked at the moment");
        });
    }

    /** Where the shopper must be shown something an answer without it is no use, so it is a no. */
    private Map<String, @Nullable Object> notNow(
            Affiliation affiliation, CreateRequest request, Optional<Method> method, String code, String message) {
        var shows = method.map(it -> it.flow().showsSomething()).orElse(false);
        return plain(
                request,
                shows ? PaymentStatus.DENIED : PaymentStatus.PENDING,
                delays(affiliation, method),
                code,
                message);
    }

    private Map<String, @Nullable Object> authorized(Caller caller, CreateRequest request) {
        var affiliation = directory.learned(caller.affiliation(), CreateRequest.merchantSettings(request.fields()));
        var command = request.command(caller.testSuite(), takesCardTokens(affiliation));
        var answered = engine.answer(affiliation, command, caller.left());
        flag(answered.payment(), doorkeeper.flags(affiliation, request, caller.testSuite()));
        return said(caller, answered);
    }

    /** For people: what goes wrong here changes nothing of the answer. */
    private void flag(Payment payment, List<String> texts) {
        try {
            texts.forEach(it -> flags.raise(payment, it));
        } catch (RuntimeException e) {
            LOG.warn("Payment {} could not be flagged: {}", payment.key(), texts, e);
        }
    }

    private boolean takesCardTokens(Affiliation affiliation) {
        return directory
                .connector(affiliation.connector())
                .map(Connector::takesCardTokens)
                .orElse(false);
    }

    private Optional<Map<String, @Nullable Object>> known(Caller caller, CreateRequest request) {
        var affiliation = caller.affiliation();
        return payments.answered(affiliation.tenantId(), affiliation.connectorId(), request.key())
                .map(it -> said(caller, it));
    }

    private Map<String, @Nullable Object> said(Caller caller, PaymentEngine.Answered answered) {
        if (answered.called()) {
            caller.says(answered.payment());
        }
        return worded(caller, answered.payment());
    }

    private Map<String, @Nullable Object> worded(Caller caller, Payment payment) {
        var acquirer =
                directory.plugin(payment.plugin()).map(PluginDescriptor::name).orElse(payment.plugin());
        var metadata = directory
                .connector(caller.affiliation().connector())
                .map(Connector::metadataFields)
                .orElse(List.of());
        return PaymentAnswer.of(payment, acquirer, directory.invoicePage(payment), metadata, caller.testSuite());
    }

    private Delays delays(Affiliation affiliation, Optional<Method> method) {
        return method.map(it -> directory.delays(affiliation, it)).orElse(USUAL);
    }

    private static Map<String, @Nullable Object> plain(
            CreateRequest request, PaymentStatus status, Delays delays, String code, String message) {
        return PaymentAnswer.unjournalled(request.key(), status, delays, code, message);
    }
}
