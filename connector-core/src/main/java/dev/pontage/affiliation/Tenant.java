package dev.pontage.affiliation;

import java.time.Instant;
import java.util.UUID;

/** A merchant that uses the platform: its VTEX account. */
public record Tenant(
        UUID id, String slug, String name, String timeZone, boolean suspended, Limits limits, Instant createdAt) {

    /** What one tenant may take of the shared node. */
    public record Limits(int requestsPerSecond, int burst, int maxConcurrent) {
        /** What fits a node of two cores. */
        public static final Limits USUAL = new Limits(100, 200, 100);

        public Limits {
            if (requestsPerSecond < 1 || burst < 1 || maxConcurrent < 1) {
                throw new IllegalArgumentException("a limit is at least 1");
            }
        }
    }
}
