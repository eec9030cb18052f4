package dev.pontage.tenant;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement for many rows as it leaves: its text and the values for its places. */
public record Sent(String sql, List<@Nullable Object> values) {
    /** For no rows there is nothing to send. */
    static final Sent NOTHING = new Sent("", List.of());

    /** Characters of a value. */
    private static final int LIKELY = 32;

    /**
     * An error, unless the statement before wrote or found so many rows: nothing that stands after it in a text is done. It is
     * what both kinds of server take for one outside of a procedure. Before it for no rows there is no statement to ask for.
     */
    public static Sent unlessFound(int rows) {
        return rows == 0 ? NOTHING : new Sent("set @found = 9223372036854775807 + (row_count() <> ?)", List.of(rows));
    }

    /** All of these as one text. */
    static Sent asOne(List<Sent> all) {
        var values = new ArrayList<@Nullable Object>();
        all.forEach(it -> values.addAll(it.values()));
        return new Sent(String.join(";\n", all.stream().map(Sent::sql).toList()), values);
    }

    /** With the values in their places. */
    String written() {
        var text = new StringBuilder(sql.length() + LIKELY * values.size());
        var end = 0;
        for (var value : values) {
            var place = place(end);
            text.append(sql, end, place);
            Literals.write(value, text);
            end = place + 1;
        }
        if (sql.indexOf('?', end) >= 0) {
            throw new IllegalArgumentException("a place without a value: " + sql);
        }
        return text.append(sql, end, sql.length()).toString();
    }

    private int place(int from) {
        var place = sql.indexOf('?', from);
        if (place < 0) {
            throw new IllegalArgumentException("a value without a place: " + sql);
        }
        return place;
    }

    /**
     * As it is written: of a long text the driver's reading for places takes as long as the writing of a row.
     *
     * @return how many rows each statement of the text wrote or found
     */
    List<Integer> send(Statement statement) throws SQLException {
        statement.setEscapeProcessing(false);
        statement.execute(written());
        return counts(statement);
    }

    private static List<Integer> counts(Statement statement) throws SQLException {
        var counts = new ArrayList<Integer>();
        for (var count = statement.getUpdateCount(); count >= 0; count = next(statement)) {
            counts.add(count);
        }
        return counts;
    }

    private static int next(Statement statement) throws SQLException {
        statement.getMoreResults();
        return statement.getUpdateCount();
    }
}
