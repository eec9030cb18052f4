package dev.pontage.error;

import java.util.List;

/**
 * What a person or script asked for cannot be done, and why, in words for them. Nothing was changed.
 */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The kinds that differ for the one who asked. */
    public enum Kind {
        NOT_FOUND,
        EXISTS,
        INVALID
    }

    /** What is wrong with one field; the field is empty when it is about the whole. */
    public record Problem(String field, String message) {}

    private final Kind kind;
    private final transient List<Problem> problems;

    private Rejection(Kind kind, String message, List<Problem> problems) {
        super(message);
        this.kind = kind;
        this.problems = List.copyOf(problems);
    }

    /** There is no such thing, or not for the one who asks. */
    public static Rejection notFound(String what) {
        return new Rejection(Kind.NOT_FOUND, "There is no " + what + ".", List.of());
    }

    /** It is there already. */
    public static Rejection exists(String what) {
        return new Rejection(Kind.EXISTS, "There is already " + what + ".", List.of());
    }

    /** One thing is wrong. */
    public static Rejection invalid(String field, String message) {
        return invalid(List.of(new Problem(field, message)));
    }

    /** Several things are wrong; all of them are named. */
    public static Rejection invalid(List<Problem> problems) {
        var first = problems.getFirst();
        return new Rejection(
                Kind.INVALID, (first.field().isEmpty() ? "" : first.field() + ": ") + first.message(), problems);
    }

    /** What kind it is. */
    public Kind kind() {
        return kind;
    }

    /** Field by field, possibly empty. */
    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }
}
