package dev.pontage.payment;

import dev.pontage.payment.PaymentRows.Name;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The payments that this node has met lately, so that it looks first where a look will find something. Only a hint: a
 * wrong yes costs a look, a wrong no a claim that fails.
 */
final class LatelyMet {
    /** A megabyte. */
    private static final int PLACES = 1 << 17;

    private final AtomicLongArray names = new AtomicLongArray(PLACES);

    /** Whether it has been met before; from now on it has. */
    boolean meets(Name name) {
        var mark = mark(name);
        return names.getAndSet((int) (mark & (PLACES - 1)), mark) == mark;
    }

    /** Never what stands in an empty place. */
    private static long mark(Name name) {
        var of = name.tenant().getMostSignificantBits() * 31 + name.tenant().getLeastSignificantBits();
        var at = name.connector().getMostSignificantBits() * 31
                + name.connector().getLeastSignificantBits();
        var mixed = (of * 31 + at) * 31;
        for (var i = 0; i < name.key().length(); i++) {
            mixed = (mixed ^ name.key().charAt(i)) * 0x100000001b3L;
        }
        mixed ^= mixed >>> 32;
        return mixed == 0 ? 1 : mixed;
    }
}
