package dev.pontage.tenant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A change of one row made into one of many: a value that is the same for all of them stands there once, and of the others
 * each row chooses its own by its id, in what is set as in what must hold. Joined with a table of the new values it takes the
 * server twice as long, since that makes tables of its own; row by row it spends as much on reading the statements again.
 */
record ManyChanges(List<Piece> head, List<Piece> and) implements Many {
    private static final String KEY = "id";
    private static final Pattern OF_ONE =
            Pattern.compile("(\\s*update\\s.*\\swhere)\\s+id = :id\\s+(and\\s.*)", Pattern.DOTALL);

    /** Text, and the value that stands behind it. */
    private record Piece(String text, Optional<String> name) {}

    static ManyChanges of(ScopedStatement statement) {
        var one = OF_ONE.matcher(statement.ofOne());
        if (!statement.needsScope() || !one.matches()) {
            throw new IllegalStateException("only a tenant's rows are changed together: " + statement.sql());
        }
        return new ManyChanges(pieces(one.group(1)), pieces(one.group(2)));
    }

    private static List<Piece> pieces(String text) {
        var pieces = new ArrayList<Piece>();
        var end = new AtomicInteger();
        ManyRows.NAME.matcher(text).results().forEach(it -> {
            pieces.add(new Piece(text.substring(end.getAndSet(it.end()), it.start()), Optional.of(it.group(1))));
        });
        pieces.add(new Piece(text.substring(end.get()), Optional.empty()));
        return List.copyOf(pieces);
    }

    @Override
    public Sent to(List<TenantJdbc.Row> rows) {
        var values = new ArrayList<@Nullable Object>();
        var text = new StringBuilder();
        head.forEach(it -> write(it, rows, text, values));
        rows.forEach(it -> values.add(ManyRows.value(it, KEY)));
        text.append(" id in (")
                .append(String.join(", ", Collections.nCopies(rows.size(), "?")))
                .append(") ");
        and.forEach(it -> write(it, rows, text, values));
        return new Sent(text.toString(), values);
    }

    private static void write(
            Piece piece, List<TenantJdbc.Row> rows, StringBuilder text, List<@Nullable Object> values) {
        text.append(piece.text());
        piece.name().ifPresent(it -> value(it, rows, text, values));
    }

    private static void value(
            String name, List<TenantJdbc.Row> rows, StringBuilder text, List<@Nullable Object> values) {
        var first = ManyRows.value(rows.getFirst(), name);
        if (rows.stream().allMatch(it -> Objects.deepEquals(first, ManyRows.value(it, name)))) {
            values.add(first);
            text.append('?');
            return;
        }
        text.append("case " + KEY);
        for (var row : rows) {
            text.append(" when ? then ?");
            values.add(ManyRows.value(row, KEY));
            values.add(ManyRows.value(row, name));
        }
        text.append(" end");
    }
}
