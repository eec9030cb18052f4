package dev.pontage.spi.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A value that must not be seen. It prints as dots, has no equality, and is read in one place per use. Easy to get wrong: in
 * an address it stands in other people's logs; it belongs into a header or a body.
 */
public final class Secret {
    private final String value;

    /** Made by the host. */
    public Secret(String value) {
        this.value = value;
    }

    /** The value itself. Use it where it is needed, and keep it nowhere. */
    public String reveal() {
        return value;
    }

    /** Whether it is this value, in constant time. */
    public boolean isSame(String other) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "•••";
    }
}
