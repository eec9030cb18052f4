package dev.pontage.spi.payment;

/**
 * The identity of one command. Easy to get wrong: an idempotency key made of anything else, a time or a random number for
 * instance, takes effect twice after a crash.
 *
 * @param value VTEX's own, opaque
 * @param key made of affiliation, payment, kind and request, 64 hexadecimal characters: what goes to the acquirer as
 *     idempotency key or as the change's own reference. It is the same after any crash, on any node.
 */
public record RequestId(String value, String key) {
    /** The key's first characters, for acquirers with short references; 26 are still unlike any other. */
    public String shortKey(int length) {
        return key.substring(0, Math.min(length, key.length()));
    }
}
