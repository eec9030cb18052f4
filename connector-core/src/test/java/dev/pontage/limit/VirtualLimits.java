package dev.pontage.limit;

import java.util.Optional;
import java.util.function.LongSupplier;

/** The limits as they are, in a time that somebody else makes. */
public final class VirtualLimits {
    private VirtualLimits() {}

    /** @param places of the node */
    public static Limits at(LongSupplier nanos, int places) {
        return new Limits(new NodePlaces(places), () -> 1, Optional.empty(), nanos);
    }
}
