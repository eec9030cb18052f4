package dev.pontage.remote;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * So many places for all, of which nobody gets more than are still free: one name alone may fill half, two a third each, and
 * whoever hangs never takes the last place from the others.
 */
public final class FairPlaces {
    private final int most;
    private final ConcurrentHashMap<String, Integer> taken = new ConcurrentHashMap<>();
    private int inUse;

    /** So many for all together. */
    public FairPlaces(int most) {
        this.most = most;
    }

    /** A place, to be given back by running what is returned, exactly once; empty if the name has its share. */
    public synchronized Optional<Runnable> enter(String name) {
        var own = taken.getOrDefault(name, 0);
        if (own >= most - inUse) {
            return Optional.empty();
        }
        taken.put(name, own + 1);
        inUse++;
        return Optional.of(() -> leave(name));
    }

    /** Whether the name has its share at the moment. */
    public synchronized boolean isFullFor(String name) {
        return taken.getOrDefault(name, 0) >= most - inUse;
    }

    /** How many places a name holds. */
    public int held(String name) {
        return taken.getOrDefault(name, 0);
    }

    private synchronized void leave(String name) {
        inUse--;
        taken.computeIfPresent(name, (it, own) -> own == 1 ? null : own - 1);
    }
}
