package dev.pontage.acquirer;

import dev.pontage.spi.AcquirerContext.Cache;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Values that are made once, also when many ask at the same time; those who ask for another value do not wait. */
final class LentCache implements Cache {
    /** Tokens and the like; a plugin that wants more keys uses it for something else. */
    private static final int MOST = 100;

    private static final class Slot {
        private @Nullable String value;
        private Instant until = Instant.MIN;
    }

    private final ConcurrentHashMap<String, Slot> slots = new ConcurrentHashMap<>();
    private final Clock clock;

    LentCache(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String get(String key, Supplier<Fresh> maker) {
        if (slots.size() >= MOST && !slots.containsKey(key)) {
            slots.clear();
        }
        var slot = slots.computeIfAbsent(key, absent -> new Slot());
        synchronized (slot) {
            var value = slot.value;
            if (value != null && clock.instant().isBefore(slot.until)) {
                return value;
            }
            var fresh = maker.get();
            slot.value = fresh.value();
            slot.until = clock.instant().plus(fresh.holds());
            return fresh.value();
        }
    }

    @Override
    public void forget(String key) {
        slots.remove(key);
    }
}
