package dev.pontage.affiliation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * A new version of its plugin that some of an affiliation's new payments go to. Which ones is decided by the payment alone,
 * so that a repeat goes where the first one went.
 *
 * @param from the version that the others stay with
 * @param to the new version
 * @param percent of new payments, 0 to 100
 */
public record Rollout(UUID affiliationId, String from, String to, int percent, String startedBy, Instant startedAt) {
    /** The version that a new payment goes to. */
    public String versionFor(String paymentKey) {
        var sum = new CRC32();
        sum.update((affiliationId + "\n" + paymentKey).getBytes(StandardCharsets.UTF_8));
        return sum.getValue() % 100 < percent ? to : from;
    }

    /** For people and the audit trail. */
    public String words() {
        return percent + " % to " + to + ", the others " + from;
    }

    static Optional<String> problem(int percent) {
        return percent >= 0 && percent <= 100 ? Optional.empty() : Optional.of("0 to 100 percent");
    }
}
