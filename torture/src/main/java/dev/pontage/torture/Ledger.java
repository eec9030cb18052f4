package dev.pontage.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What VTEX has been told, and every time that it was told something else. */
final class Ledger {
    /**
     * How a story ended, by its own account.
     *
     * @param cancelled whether a cancel was answered 200
     * @param clear false where a person has to look: then only what may never happen is checked
     */
    record End(boolean approved, long settled, long refunded, boolean cancelled, boolean clear) {}

    private final Map<String, String> approvals = new ConcurrentHashMap<>();
    private final Map<String, End> ends = new ConcurrentHashMap<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final Path log;

    /** Violations are written down as they happen. */
    Ledger(Path log) {
        this.log = log;
    }

    int begin() {
        return begun.incrementAndGet();
    }

    int begun() {
        return begun.get();
    }

    /** An approval is told once and for all, with its ids. */
    void approved(String payment, Http.Reply reply) {
        var ids = reply.text("authorizationId") + " " + reply.text("tid") + " " + reply.text("nsu");
        var before = approvals.putIfAbsent(payment, ids);
        if (before != null && !before.equals(ids)) {
            violation(payment + " was approved as " + before + " and then as " + ids);
        }
    }

    Optional<String> approval(String payment) {
        return Optional.ofNullable(approvals.get(payment));
    }

    void ended(String payment, End end) {
        ends.put(payment, end);
    }

    Map<String, End> ends() {
        return Map.copyOf(ends);
    }

    void violation(String what) {
        violations.add(what);
        try {
            Files.writeString(log, what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int violations() {
        return violations.size();
    }

    Iterable<String> allViolations() {
        return violations;
    }
}
