package dev.pontage.ppp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The protocol's error shape. */
@RestControllerAdvice(
        assignableTypes = {
            PaymentEndpoint.class,
            ChangeEndpoint.class,
            InboundEndpoint.class,
            ManifestEndpoint.class,
            AuthorizationEndpoint.class
        })
class PppErrors {
    private static final Logger LOG = LoggerFactory.getLogger(PppErrors.class);

    @ExceptionHandler
    ResponseEntity<byte[]> bad(BadRequest problem) {
        return Replies.error(400, problem.code(), String.valueOf(problem.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> tooMany(TooMany problem) {
        var error = Replies.error(429, problem.code(), String.valueOf(problem.getMessage()));
        return ResponseEntity.status(error.getStatusCode())
                .headers(error.getHeaders())
                .header("Retry-After", "1")
                .body(error.getBody());
    }

    /** The body did not arrive: whoever sent it is gone, mostly. */
    @ExceptionHandler
    ResponseEntity<byte[]> broken(java.io.UncheckedIOException problem) {
        LOG.debug("A request broke off", problem);
        return Replies.error(400, "incomplete-body", "the body did not arrive");
    }
}
