package dev.pontage.spi.settings;

import dev.pontage.spi.Text;
import java.util.List;
import java.util.Optional;

/**
 * One thing to be told.
 *
 * @param key stays the same for ever; letters, digits, dots
 * @param type decides the widget and the shape that is checked
 * @param label a word or two
 * @param help one sentence: where to find the value at the acquirer
 * @param required whether the affiliation cannot work without it
 * @param fallback used when nothing is given; empty if there is none
 * @param choices for {@link Type#CHOICE}
 * @param group headline under which it stands; settings stand in the schema's order
 * @param onlyIf shown and required only while another setting has a value
 * @param inVtex also offered to the merchant in VTEX's admin, whose value wins
 */
public record Setting(
        String key,
        Type type,
        Text label,
        Text help,
        boolean required,
        Optional<String> fallback,
        List<Choice> choices,
        Optional<Text> group,
        Optional<Condition> onlyIf,
        boolean inVtex) {

    public Setting {
        choices = List.copyOf(choices);
    }

    /** The closed set of types. */
    public enum Type {
        TEXT,
        SECRET,
        NUMBER,
        FLAG,
        CHOICE,
        URL,
        DURATION,
        /**
         * A PEM text with certificate, chain and private key. The transport shows it to every host of the plugin that
         * asks for a client certificate.
         */
        CERTIFICATE;

        /** Whether the value is kept encrypted and never shown again. */
        public boolean isSecret() {
            return this == SECRET || this == CERTIFICATE;
        }
    }

    /** One value of a choice. */
    public record Choice(String value, Text label) {}

    /** Another setting's value. */
    public record Condition(String key, String value) {
        /** Stands for an affiliation of the test environment: no setting's key begins with a dot. */
        private static final Condition IN_TEST = new Condition(".environment", "test");
    }

    /** A setting that must be filled in. */
    public static Setting required(String key, Type type, Text label, Text help) {
        return new Setting(
                key, type, label, help, true, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), false);
    }

    /** A setting that may stay empty. */
    public static Setting optional(String key, Type type, Text label, Text help) {
        return new Setting(
                key, type, label, help, false, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), false);
    }

    /** The same with a value for when nothing is given. */
    public Setting orElse(String value) {
        return new Setting(key, type, label, help, false, Optional.of(value), choices, group, onlyIf, inVtex);
    }

    /** The same under a headline. */
    public Setting in(Text headline) {
        return new Setting(key, type, label, help, required, fallback, choices, Optional.of(headline), onlyIf, inVtex);
    }

    /** The same with choices. */
    public Setting among(List<Choice> values) {
        return new Setting(key, type, label, help, required, fallback, values, group, onlyIf, inVtex);
    }

    /** The same, depending on another setting. */
    public Setting when(String otherKey, String value) {
        return new Setting(
                key,
                type,
                label,
                help,
                required,
                fallback,
                choices,
                group,
                Optional.of(new Condition(otherKey, value)),
                inVtex);
    }

    /**
     * The same, for affiliations of the test environment only: others are not shown it, and refuse a value for it. Takes the
     * place of another condition.
     */
    public Setting testOnly() {
        return when(Condition.IN_TEST.key(), Condition.IN_TEST.value());
    }

    /** Whether it is for the test environment only. */
    public boolean isTestOnly() {
        return onlyIf.equals(Optional.of(Condition.IN_TEST));
    }

    /** The same, also offered to the merchant in VTEX's admin. */
    public Setting alsoInVtex() {
        return new Setting(key, type, label, help, required, fallback, choices, group, onlyIf, true);
    }
}
