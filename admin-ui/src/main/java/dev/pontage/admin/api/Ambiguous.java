package dev.pontage.admin.api;

import java.util.List;
import java.util.UUID;

/** Several payments have the same paymentId: two merchants' VTEX accounts may well choose the same. */
final class Ambiguous extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** One of them. */
    record Candidate(UUID affiliationId, String tenantId, String connectorId) {}

    private final transient List<Candidate> candidates;

    Ambiguous(List<Candidate> candidates) {
        super("Several payments have this id; name one by affiliationId.");
        this.candidates = List.copyOf(candidates);
    }

    List<Candidate> candidates() {
        return candidates == null ? List.of() : candidates;
    }
}
