package dev.pontage.admin.form;

import dev.pontage.error.Rejection;
import java.util.List;
import java.util.stream.Stream;

/** How much text is kept, as the columns have it; the messages are keys. */
public enum Longest {
    /** Names, accounts, contacts and keys. */
    NAME(200),

    ADDRESS(1000),

    /** Lists, with a comma between their entries. */
    LIST(2000),

    /** Tokens: what is sealed takes up to five times as much room. */
    TOKEN(400);

    private final int characters;

    Longest(int characters) {
        this.characters = characters;
    }

    /** What is wrong with a text that is longer. */
    public Stream<Rejection.Problem> of(String field, String text) {
        return text.length() > characters
                ? Stream.of(new Rejection.Problem(field, "field.longest." + characters))
                : Stream.empty();
    }

    /** Refuses a text that is longer. */
    public void check(String field, String text) {
        check(of(field, text).toList());
    }

    /** Refuses where anything is wrong. */
    public static void check(List<Rejection.Problem> problems) {
        if (!problems.isEmpty()) {
            throw Rejection.invalid(problems);
        }
    }
}
