package dev.pontage.tenant;

import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that an answer holds, also where it does not print it. */
final class Depths {
    private static final int DEEPEST = 5;

    private Depths() {}

    static String text(@Nullable Object it) {
        var text = new StringBuilder();
        write(it, text, 0);
        return text.toString();
    }

    private static void write(@Nullable Object it, StringBuilder text, int depth) {
        switch (it) {
            case null -> {}
            case Optional<?> some -> some.ifPresent(inner -> write(inner, text, depth));
            case Collection<?> all -> all.forEach(inner -> write(inner, text, depth));
            case Map<?, ?> all ->
                all.forEach((key, value) -> {
                    write(key, text, depth);
                    write(value, text, depth);
                });
            case byte[] bytes
            when bytes.length == 16 ->
                text.append(Ids.of(bytes)).append(' ').append(new String(bytes, StandardCharsets.UTF_8));
            case byte[] bytes ->
                text.append(new String(bytes, StandardCharsets.UTF_8)).append(' ');
            default -> {
                text.append(it).append(' ');
                fields(it, text, depth);
            }
        }
    }

    private static void fields(Object it, StringBuilder text, int depth) {
        if (depth == DEEPEST || !it.getClass().getName().startsWith("dev.pontage.") || it instanceof Enum) {
            return;
        }
        for (var field : it.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && field.trySetAccessible()) {
                try {
                    write(field.get(it), text, depth + 1);
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }
}
