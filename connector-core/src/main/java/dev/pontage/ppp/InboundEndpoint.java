package dev.pontage.ppp;

import dev.pontage.spi.payment.Inbound;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers messages that VTEX passes on from a payment app, on the path of today and on the one of before. */
@RestController
class InboundEndpoint {

    @PostMapping({
        "/ppp/{connector}/payments/{paymentId}/inbound/{action}",
        "/ppp/{connector}/payments/{paymentId}/inbound-request/{action}"
    })
    ResponseEntity<byte[]> inbound(HttpServletRequest http, @PathVariable String paymentId) {
        var body = Bodies.read(http);
        body.card().wipe();
        var fields = body.fields();
        fields.optionalKey("paymentId").filter(it -> !it.equals(paymentId)).ifPresent(it -> {
            throw BadRequest.field("paymentId", "differs from the one in the path");
        });
        var reply = Inbound.Reply.unsupported();
        var data = new LinkedHashMap<String, Object>();
        data.put("statusCode", reply.status());
        data.put("contentType", reply.contentType());
        data.put("content", reply.content());
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("requestId", fields.optionalKey("requestId").orElse(null));
        answer.put("paymentId", paymentId);
        answer.put("responseData", data);
        return Replies.of(200, answer);
    }
}
