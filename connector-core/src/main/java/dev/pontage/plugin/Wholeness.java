package dev.pontage.plugin;

import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether what a plugin gives has everything it should: no null anywhere in it, and not more references than are kept. */
public final class Wholeness {
    private static final int MOST_REFERENCES = 2_048;

    private Wholeness() {}

    /** What is wrong with an answer or a descriptor. */
    public static Optional<String> problem(@Nullable Object answer) {
        return switch (answer) {
            case null -> Optional.of("the plugin answered nothing");
            case Record it -> ofRecord(it);
            case Optional<?> it -> it.flatMap(Wholeness::problem);
            case Collection<?> it ->
                it.stream().map(Wholeness::problem).flatMap(Optional::stream).findFirst();
            case Map<?, ?> it -> references(it);
            default -> Optional.empty();
        };
    }

    private static Optional<String> ofRecord(Record it) {
        for (var component : it.getClass().getRecordComponents()) {
            try {
                var value = component.getAccessor().invoke(it);
                if (value == null) {
                    return Optional.of(
                            "the plugin's " + it.getClass().getSimpleName() + " has no " + component.getName());
                }
                var deeper = problem(value);
                if (deeper.isPresent()) {
                    return deeper;
                }
            } catch (IllegalAccessException | InvocationTargetException e) {
                return Optional.of("the plugin's answer cannot be read");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> references(Map<?, ?> map) {
        var size = map.entrySet().stream()
                .mapToInt(it -> String.valueOf(it.getKey()).length()
                        + String.valueOf(it.getValue()).length())
                .sum();
        return size <= MOST_REFERENCES
                ? Optional.empty()
                : Optional.of("the plugin wants more than 2 KB of references to be kept");
    }
}
