package dev.pontage.admin.figures;

import dev.pontage.tenant.Ids;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Our ids begin with the millisecond they were made in: a span of time is a span of ids, without an index on time. */
final class Minutes {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private Minutes() {}

    /** The least id of that instant. */
    static byte[] first(Instant at) {
        return ByteBuffer.allocate(16)
                .putLong(Math.max(0, at.toEpochMilli()) << 16)
                .putLong(0)
                .array();
    }

    /** When an id was made. */
    static Instant of(byte[] id) {
        return of(Ids.of(id));
    }

    static Instant of(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** The minute that it lies in. */
    static Instant minute(byte[] id) {
        return Instant.ofEpochMilli(of(id).toEpochMilli() / MINUTE * MINUTE);
    }
}
