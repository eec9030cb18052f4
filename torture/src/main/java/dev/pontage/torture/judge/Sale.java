package dev.pontage.torture.judge;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that happened under one reference of ours. It carries out whatever it is told, twice too: that is what it counts. */
final class Sale {
    private final String reference;
    private final Set<String> heard = new HashSet<>();
    private final Map<String, String> replies = new HashMap<>();
    private final Map<String, Integer> done = new HashMap<>();
    private int charges;
    private long charged;
    private long captured;
    private long refunded;
    private long released;
    private Instant lastBreakdown = Instant.EPOCH;

    Sale(String reference) {
        this.reference = reference;
    }

    /** Whether this key is new. */
    synchronized boolean hear(String key) {
        return heard.add(key);
    }

    /** Its caller is left without an answer. */
    synchronized void breaksDown(Instant at) {
        lastBreakdown = at;
    }

    synchronized Optional<String> reply(String key) {
        return Optional.ofNullable(replies.get(key));
    }

    /** How it stands: nothing, charged, refused or gone. */
    synchronized Optional<String> standing() {
        if (charges > 0) {
            return Optional.of(released > 0 && captured == 0 ? "code=99" : approval());
        }
        return replies.containsValue("code=51") ? Optional.of("code=51") : Optional.empty();
    }

    /** Carries it out. With keys that count, the same one only once. */
    synchronized String carryOut(String verb, String key, long amount, boolean keysCount) {
        if (keysCount && replies.containsKey(key)) {
            return replies.getOrDefault(key, "");
        }
        var reply = switch (verb) {
            case "sale" -> charge(amount);
            case "settle" -> capture(verb, key, amount);
            case "refund" -> refund(verb, key, amount);
            default -> release(key);
        };
        replies.put(key, reply);
        return reply;
    }

    synchronized String refuse(String key) {
        replies.put(key, "code=51");
        return "code=51";
    }

    private String charge(long amount) {
        charges++;
        charged += amount;
        return approval();
    }

    private String approval() {
        var name = reference + "-" + charges;
        return "code=00&tid=T" + name + "&auth=A" + name + "&nsu=N" + name;
    }

    private String capture(String verb, String key, long amount) {
        if (charged - released - captured < amount) {
            return "code=14";
        }
        captured += amount;
        return did(verb, key);
    }

    private String refund(String verb, String key, long amount) {
        if (captured - refunded < amount) {
            return "code=14";
        }
        refunded += amount;
        return did(verb, key);
    }

    private String release(String key) {
        if (charges == 0) {
            return "code=14";
        }
        released = charged - captured;
        return "code=00&id=cancel-" + key.substring(0, 16);
    }

    private String did(String verb, String key) {
        var times = done.merge(key, 1, Integer::sum);
        return "code=00&id=" + verb + "-" + key.substring(0, 16) + "-" + times;
    }

    /** One line of the verdict. */
    synchronized String line() {
        var twice = done.values().stream().filter(it -> it > 1).count();
        return String.join(
                "\t",
                reference,
                Integer.toString(charges),
                Long.toString(charged),
                Long.toString(captured),
                Long.toString(refunded),
                Long.toString(released),
                Long.toString(twice),
                lastBreakdown.toString());
    }
}
