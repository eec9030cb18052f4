package dev.pontage.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Faults that an affiliation's script asks for, in percent of its payments: {@code drop=5, partial=2, latency=20-200}. Which
 * payments they hit is decided by the payment's id, so that a repeat meets the same.
 */
final class SandboxScript {
    static final SandboxScript EMPTY = new SandboxScript(Map.of(), Latency.NONE);

    /** What may go wrong with a payment. */
    enum Wrong {
        /** The answer is lost after the command was carried out. */
        DROP,
        /** The command reaches the acquirer twice. */
        DUPLICATE,
        /** An inquiry is told an older state than the one before. */
        REORDER,
        /** It may be settled up to another amount than was asked for. */
        WRONG_AMOUNT,
        /** It may be settled up to half of what was asked for. */
        PARTIAL
    }

    private final Map<Wrong, Integer> percent;
    private final Latency latency;

    private SandboxScript(Map<Wrong, Integer> percent, Latency latency) {
        this.percent = percent;
        this.latency = latency;
    }

    /** Empty if it is no script. */
    static Optional<SandboxScript> read(String text) {
        var percent = new EnumMap<Wrong, Integer>(Wrong.class);
        var latency = Latency.NONE;
        for (var part : text.strip().split("\\s*[,;\\n]\\s*")) {
            var pair = part.strip().split("\\s*=\\s*", 2);
            if (part.isBlank()) {
                continue;
            }
            if (pair.length == 2
                    && pair[0].equals("latency")
                    && Latency.read(pair[1]).isPresent()) {
                latency = Latency.read(pair[1]).get();
            } else if (pair.length == 2 && wrong(pair[0]).isPresent() && pair[1].matches("(\\d{1,2}|100)%?")) {
                percent.put(wrong(pair[0]).get(), Integer.parseInt(pair[1].replace("%", "")));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new SandboxScript(percent, latency));
    }

    /** Whether this goes wrong with that payment. */
    boolean hits(Wrong wrong, String payment) {
        return share(wrong.name(), payment) % 100 < percent.getOrDefault(wrong, 0);
    }

    /** How long the answer about that payment takes. */
    long latencyMillis(String payment) {
        return latency.millis(share("latency", payment));
    }

    private static Optional<Wrong> wrong(String word) {
        for (var it : Wrong.values()) {
            if (it.name().replace('_', '-').toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(it);
            }
        }
        return Optional.empty();
    }

    private static long share(String what, String payment) {
        var sum = new CRC32();
        sum.update((what + "\n" + payment).getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
