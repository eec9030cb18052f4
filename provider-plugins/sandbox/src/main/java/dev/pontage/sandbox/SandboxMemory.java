package dev.pontage.sandbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the pretended acquirer has been told, as a real one would remember it, so that an inquiry after a lost answer finds
 * what was carried out and nothing else. Kept in memory: the oldest is forgotten, and all of it with the process.
 */
final class SandboxMemory {
    private static final int MOST = 100_000;

    /** When something was first carried out, and on what terms. */
    record Fact(Instant at, String terms) {}

    private final Map<String, Fact> facts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Fact> eldest) {
            return size() > MOST;
        }
    };

    /** Keeps the first fact of that name and returns the one that holds. */
    synchronized Fact keep(String name, Fact fact) {
        return facts.computeIfAbsent(name, absent -> fact);
    }

    synchronized Optional<Fact> find(String name) {
        return Optional.ofNullable(facts.get(name));
    }
}
