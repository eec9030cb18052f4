package dev.pontage.app;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a load balancer whether payments can be taken here, and nothing more. */
@RestController
class PublicHealth {
    private static final int SECONDS_TO_ANSWER = 2;

    private final DataSource payments;
    private final AtomicBoolean stopping = new AtomicBoolean();

    PublicHealth(@Qualifier("payments") DataSource payments) {
        this.payments = payments;
    }

    @GetMapping("/health")
    ResponseEntity<Map<String, String>> health() {
        return stopping.get() || !databaseAnswers()
                ? ResponseEntity.status(503).body(Map.of("status", "DOWN"))
                : ResponseEntity.ok(Map.of("status", "UP"));
    }

    private boolean databaseAnswers() {
        try (var connection = payments.getConnection()) {
            return connection.isValid(SECONDS_TO_ANSWER);
        } catch (SQLException e) {
            return false;
        }
    }

    @EventListener(ContextClosedEvent.class)
    void stopping() {
        stopping.set(true);
    }
}
