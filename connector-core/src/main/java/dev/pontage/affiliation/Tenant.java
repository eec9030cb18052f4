package dev.pontage.affiliation;

import java.time.Instant;
import java.util.UUID;

/** A merchant that uses the platform: its VTEX account. */
public record Tenant(
        UUID id, String slug, String name, String timeZone, boolean suspended, Limits limits, Instant createdAt) {

    /**
     * What one tenant may take of the shared node.
     *
     * @param reservedPercent of the node that its new payments leave to changes, messages and webhooks
     * @param share how it stands to others when the node is short of places for new payments
     */
    public record Limits(int requestsPerSecond, int burst, int maxConcurrent, int reservedPercent, int share) {
        /** Everything could be kept from new payments, and then there would be none. */
        public static final int MOST_RESERVED = 90;

        public static final int LARGEST_SHARE = 100;

        /** What fits a node of two cores. */
        public static final Limits USUAL = new Limits(100, 200, 100);

        public Limits(int requestsPerSecond, int burst, int maxConcurrent) {
            this(requestsPerSecond, burst, maxConcurrent, 25, 1);
        }

        public Limits {
            if (requestsPerSecond < 1 || burst < 1 || maxConcurrent < 1) {
                throw new IllegalArgumentException("a limit is at least 1");
            }
            if (reservedPercent < 0 || reservedPercent > MOST_RESERVED || share < 1 || share > LARGEST_SHARE) {
                throw new IllegalArgumentException("0 to 90 percent are reserved, and a share is 1 to 100");
            }
        }
    }
}
