package dev.pontage.tenant;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/** Ids of our own rows: made here, ordered by time, kept as 16 bytes. */
public final class Ids {
    private static final NoArgGenerator TIME_ORDERED = Generators.timeBasedEpochGenerator();

    private Ids() {}

    /** A new id, greater than those made before. */
    public static UUID next() {
        return TIME_ORDERED.generate();
    }

    /** Less than every id made at or after that time. */
    public static UUID earliest(Instant time) {
        return new UUID(time.toEpochMilli() << 16, 0);
    }

    /** As the database keeps it. */
    public static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** As the application knows it. */
    public static UUID of(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
