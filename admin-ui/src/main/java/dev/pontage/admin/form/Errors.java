package dev.pontage.admin.form;

import dev.pontage.error.Rejection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What is wrong, by field; what concerns the whole stands under the empty name. */
public record Errors(Map<String, String> byField) {
    /** Nothing is wrong. */
    public static final Errors NONE = new Errors(Map.of());

    public Errors {
        byField = Map.copyOf(byField);
    }

    /** What is wrong with a field, or the empty text. */
    public String of(String field) {
        return byField.getOrDefault(field, "");
    }

    /** Whether something is. */
    public boolean any() {
        return !byField.isEmpty();
    }

    /** These and others. */
    public Errors with(Errors others) {
        var all = new LinkedHashMap<>(byField);
        all.putAll(others.byField());
        return new Errors(all);
    }

    /** Puts refusals into the reader's language. */
    @Component
    public static class Reader {
        private final MessageSource messages;

        Reader(MessageSource messages) {
            this.messages = messages;
        }

        /** All problems of a refusal. What can be had in one form only is said for the field of the name. */
        public Errors read(Rejection rejection) {
            if (!rejection.problems().isEmpty()) {
                return read(rejection.problems());
            }
            var message = rejection.getMessage();
            return new Errors(
                    rejection.kind() == Rejection.Kind.EXISTS
                            ? Map.of("id", text("id.taken"))
                            : Map.of("", message == null ? "" : message));
        }

        /** Each beside its field, one after the other where it is more than one thing. */
        public Errors read(List<Rejection.Problem> problems) {
            var found = new LinkedHashMap<String, String>();
            problems.forEach(it -> found.merge(it.field(), text(it.message()), (a, b) -> a + " " + b));
            return new Errors(found);
        }

        /** Nothing is wrong, unless what would hurt many was asked for without its name being typed. */
        public Errors unconfirmed(boolean harmful, String typed, String name) {
            return harmful && !typed.strip().equals(name) ? read(Rejection.invalid("confirm", "confirm.wrong")) : NONE;
        }

        private String text(String messageOrKey) {
            var text = messages.getMessage(messageOrKey, null, messageOrKey, LocaleContextHolder.getLocale());
            return text == null ? messageOrKey : text;
        }
    }
}
