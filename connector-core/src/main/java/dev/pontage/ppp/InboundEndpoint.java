package dev.pontage.ppp;

import dev.pontage.error.Rejection;
import dev.pontage.limit.Entry;
import dev.pontage.limit.Limits;
import dev.pontage.limit.Work;
import dev.pontage.payment.AcquirerNews;
import dev.pontage.spi.payment.Inbound;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers messages that VTEX passes on from a payment app, on the path of today and on the one of before. VTEX replays
 * the status of the reply to whoever sent the message; the call itself is always 200.
 */
@RestController
class InboundEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(InboundEndpoint.class);
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final AcquirerNews news;
    private final Directory directory;
    private final Limits limits;

    InboundEndpoint(AcquirerNews news, Directory directory, Limits limits) {
        this.news = news;
        this.directory = directory;
        this.limits = limits;
    }

    @PostMapping({
        "/ppp/{connector}/payments/{paymentId}/inbound/{action}",
        "/ppp/{connector}/payments/{paymentId}/inbound-request/{action}"
    })
    ResponseEntity<byte[]> inbound(
            HttpServletRequest http, @PathVariable String paymentId, @PathVariable String action) {
        var caller = Caller.of(http);
        var body = Bodies.read(http);
        body.card().wipe();
        var fields = body.fields();
        if (!Text.isKey(paymentId)) {
            throw BadRequest.field("paymentId", "must be a text of 1 to 128 plain characters");
        }
        fields.optionalKey("paymentId").filter(it -> !it.equals(paymentId)).ifPresent(it -> {
            throw BadRequest.field("paymentId", "differs from the one in the path");
        });
        var message =
                fields.object("requestData").map(it -> it.textOrEmpty("body")).orElse("");
        var request = fields.optionalKey("requestId");
        var reply = reply(caller, paymentId, request.orElseGet(() -> named(action, message)), action, message);
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("requestId", request.orElse(null));
        answer.put("paymentId", paymentId);
        answer.put("responseData", data(reply));
        return Replies.of(200, answer);
    }

    private Inbound.Reply reply(Caller caller, String paymentId, String request, String action, String message) {
        var affiliation = caller.affiliation();
        try (var entry = limits.enter(
                affiliation.tenantId(), Work.CHANGE, directory.allowance(affiliation), Duration.ofSeconds(1))) {
            if (entry instanceof Entry.Refused) {
                return problem(UNAVAILABLE, "the merchant's limit is reached");
            }
            return news.inbound(affiliation, paymentId, request, action, message);
        } catch (Rejection e) {
            return problem(NOT_FOUND, "there is no such payment");
        } catch (RuntimeException e) {
            LOG.error("A message for payment {} could not be passed on", paymentId, e);
            return problem(UNAVAILABLE, "not possible at the moment");
        }
    }

    /** One without a name is known by what it says. */
    private static String named(String action, String message) {
        return UUID.nameUUIDFromBytes((action + "\n" + message).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static Inbound.Reply problem(int status, String text) {
        return new Inbound.Reply(status, "application/json", "{\"error\":\"" + text + "\"}");
    }

    private static LinkedHashMap<String, Object> data(Inbound.Reply reply) {
        var data = new LinkedHashMap<String, Object>();
        data.put("statusCode", reply.status());
        data.put("contentType", reply.contentType());
        data.put("content", reply.content());
        return data;
    }
}
