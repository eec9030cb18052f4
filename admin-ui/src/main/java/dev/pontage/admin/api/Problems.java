package dev.pontage.admin.api;

import dev.pontage.admin.access.Forbidden;
import dev.pontage.error.Rejection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every error of the API is an RFC 9457 problem document that says what happened and whether anything changed. */
@RestControllerAdvice(basePackageClasses = Problems.class)
class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final MessageSource texts;

    Problems(MessageSource texts) {
        this.texts = texts;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Rejection rejection) {
        var status = switch (rejection.kind()) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case EXISTS -> HttpStatus.CONFLICT;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
        if (rejection.kind() != Rejection.Kind.INVALID) {
            return answer(problem(status, rejection.getMessage()));
        }
        var errors = rejection.problems().stream().map(this::told).toList();
        var detail = errors.stream().map(it -> it.field() + ": " + it.message()).collect(Collectors.joining(" "));
        var problem = problem(status, detail);
        problem.setProperty("errors", errors);
        return answer(problem);
    }

    /** What a screen would say in the reader's language is said to scripts in English. */
    private Rejection.Problem told(Rejection.Problem it) {
        var text = texts.getMessage(it.message(), null, it.message(), Locale.ENGLISH);
        return new Rejection.Problem(it.field(), text == null ? it.message() : text);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Ambiguous ambiguous) {
        var problem = problem(HttpStatus.CONFLICT, ambiguous.getMessage());
        problem.setProperty("affiliations", ambiguous.candidates());
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Forbidden forbidden) {
        return answer(problem(HttpStatus.FORBIDDEN, forbidden.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MethodArgumentTypeMismatchException mismatch) {
        return on(Rejection.invalid(mismatch.getName(), "This value cannot be read."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(RuntimeException unforeseen) {
        LOG.error("The admin API failed", unforeseen);
        return answer(problem(
                HttpStatus.INTERNAL_SERVER_ERROR, "Something failed on our side. Look before you repeat a change."));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            org.springframework.http.HttpHeaders headers,
            org.springframework.http.HttpStatusCode status,
            WebRequest request) {
        var problem = problem(HttpStatus.BAD_REQUEST, "The body is not the JSON that is expected here.");
        return ResponseEntity.badRequest().body(problem);
    }

    private static ProblemDetail problem(HttpStatus status, @org.jspecify.annotations.Nullable String detail) {
        return ProblemDetail.forStatusAndDetail(status, detail == null ? status.getReasonPhrase() : detail);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus()).body(problem);
    }
}
