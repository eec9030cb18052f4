package dev.pontage.admin.frame;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list that is in the memory anyway, in the order of a name that each has for itself.
 *
 * @param next the cursor of those after it
 * @param previous the cursor of those before it
 */
public record Slice<T>(List<T> items, Optional<String> next, Optional<String> previous) {
    private static final int SIZE = 50;

    /**
     * Those after a name, or with a leading {@code <} those before it.
     *
     * @param sorted by the name
     */
    public static <T> Slice<T> of(List<T> sorted, Function<T, String> name, String cursor) {
        return of(sorted, name, cursor, SIZE);
    }

    /** The same, so many at once. */
    public static <T> Slice<T> of(List<T> sorted, Function<T, String> name, String cursor, int size) {
        var back = cursor.startsWith("<");
        var at = back ? cursor.substring(1) : cursor;
        var before = (int) sorted.stream()
                .takeWhile(it -> back
                        ? name.apply(it).compareTo(at) < 0
                        : !at.isEmpty() && name.apply(it).compareTo(at) <= 0)
                .count();
        var first = back ? Math.max(0, before - size) : before;
        var end = back ? before : Math.min(sorted.size(), before + size);
        var items = sorted.subList(first, end);
        return new Slice<>(
                items,
                end < sorted.size() && !items.isEmpty() ? Optional.of(name.apply(items.getLast())) : Optional.empty(),
                first > 0 && !items.isEmpty() ? Optional.of("<" + name.apply(items.getFirst())) : Optional.empty());
    }
}
