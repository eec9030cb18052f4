package dev.pontage.plugin;

import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.WebhookEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether what a plugin gives has everything it should: no null anywhere in it, and nothing larger than is kept. */
public final class Wholeness {
    /** Of a plugin's own references, per payment and per answer. */
    public static final int MOST_REFERENCES = 2_048;

    /** As wide as the columns for acquirers' names are. */
    private static final int LONGEST_NAME = 200;

    /** What a shopper is shown is kept in one column of 64 KB, as JSON. */
    private static final int MOST_SHOWN = 30_000;

    /** Asking a class for these takes longer than a hand-off. Kept at the class itself, so that no loader is held by it. */
    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getAccessor)
                    .toList();
        }
    };

    private Wholeness() {}

    /** What is wrong with an answer or a descriptor. */
    public static Optional<String> problem(@Nullable Object answer) {
        return switch (answer) {
            case null -> Optional.of("the plugin answered nothing");
            case Record it -> ofRecord(it).or(() -> size(it));
            case Optional<?> it -> it.flatMap(Wholeness::problem);
            case Collection<?> it ->
                it.stream().map(Wholeness::problem).flatMap(Optional::stream).findFirst();
            case Map<?, ?> it -> references(it);
            default -> Optional.empty();
        };
    }

    private static Optional<String> ofRecord(Record it) {
        for (var accessor : ACCESSORS.get(it.getClass())) {
            try {
                var value = accessor.invoke(it);
                if (value == null) {
                    return Optional.of(
                            "the plugin's " + it.getClass().getSimpleName() + " has no " + accessor.getName());
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

    /** What does not fit its column would never be written down, however often it is tried. */
    private static Optional<String> size(Record answer) {
        return switch (answer) {
            case Identifiers it ->
                names(Stream.of(it.authorizationId(), it.tid(), it.nsu()).flatMap(Optional::stream));
            case Change.Done it -> names(Stream.of(it.id()));
            case Change.InProgress it -> names(it.id().stream());
            case WebhookEvent it -> names(Stream.of(it.key()));
            case NextStep it
            when bytes(it.toString()) > MOST_SHOWN ->
                Optional.of("the plugin wants the shopper to be shown more than 30 KB");
            default -> Optional.empty();
        };
    }

    private static Optional<String> names(Stream<String> names) {
        return names.anyMatch(it -> bytes(it) > LONGEST_NAME)
                ? Optional.of("the plugin's answer has a name of more than " + LONGEST_NAME + " bytes")
                : Optional.empty();
    }

    private static Optional<String> references(Map<?, ?> map) {
        return bytes(map) <= MOST_REFERENCES
                ? Optional.empty()
                : Optional.of("the plugin wants more than 2 KB of references to be kept");
    }

    /** How much the keys and values of references are. */
    public static int bytes(Map<?, ?> map) {
        return map.entrySet().stream()
                .mapToInt(it -> bytes(String.valueOf(it.getKey())) + bytes(String.valueOf(it.getValue())))
                .sum();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
