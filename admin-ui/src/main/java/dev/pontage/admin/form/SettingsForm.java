package dev.pontage.admin.form;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.FilledIn;
import dev.pontage.spi.settings.Setting;
import dev.pontage.spi.settings.SettingsSchema;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;

/** A plugin's schema as fields, in the reader's language. */
public record SettingsForm(List<Group> groups) {
    /** What the names of the fields begin with, so that they cannot be taken for others of the page. */
    public static final String PREFIX = "s.";

    /** Fields under one headline, which may be empty. */
    public record Group(String headline, List<Field> fields) {}

    /** One choice of a field. */
    public record Choice(String value, String label) {}

    /**
     * One field.
     *
     * @param kind the setting's type in lower case: there is one fragment for each
     * @param stored what is kept, if anything
     * @param onlyIf the field and value that it depends on, as {@code name=value}
     */
    public record Field(
            String name,
            String kind,
            String label,
            String help,
            boolean required,
            String value,
            String fallback,
            List<Choice> choices,
            Optional<Affiliation.StoredSetting> stored,
            String onlyIf,
            String error) {}

    /** A form with what was typed and, where nothing was, with what is kept. A secret is never filled in. */
    public static SettingsForm of(
            SettingsSchema schema, Map<String, String> typed, List<Affiliation.StoredSetting> stored, Errors errors) {
        var language = LocaleContextHolder.getLocale().getLanguage();
        var kept = new HashMap<String, Affiliation.StoredSetting>();
        stored.forEach(it -> kept.put(it.key(), it));
        var groups = new LinkedHashMap<String, java.util.ArrayList<Field>>();
        schema.settings()
                .forEach(it -> groups.computeIfAbsent(
                                it.group().map(text -> text.in(language)).orElse(""),
                                headline -> new java.util.ArrayList<>())
                        .add(field(it, language, typed, Optional.ofNullable(kept.get(it.key())), errors)));
        return new SettingsForm(groups.entrySet().stream()
                .map(it -> new Group(it.getKey(), List.copyOf(it.getValue())))
                .toList());
    }

    private static Field field(
            Setting it,
            String language,
            Map<String, String> typed,
            Optional<Affiliation.StoredSetting> stored,
            Errors errors) {
        var value = Optional.ofNullable(typed.get(it.key()))
                .or(() -> stored.flatMap(Affiliation.StoredSetting::value))
                .or(it::fallback)
                .orElse("");
        return new Field(
                PREFIX + it.key(),
                it.type().name().toLowerCase(Locale.ROOT),
                it.label().in(language),
                it.help().in(language),
                it.required(),
                it.type().isSecret() ? "" : value,
                it.fallback().orElse(""),
                it.choices().stream()
                        .map(choice -> new Choice(choice.value(), choice.label().in(language)))
                        .toList(),
                stored,
                onlyIf(it),
                errors.of(it.key()));
    }

    /** The environment is no setting, but stands on the form for a new affiliation. */
    private static String onlyIf(Setting it) {
        return it.isTestOnly()
                ? "environment=test"
                : it.onlyIf().map(on -> PREFIX + on.key() + "=" + on.value()).orElse("");
    }

    /** The settings among a page's parameters; a flag that is not there is off. */
    public static Map<String, String> typed(SettingsSchema schema, Map<String, String> parameters) {
        var values = new HashMap<String, String>();
        parameters.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                values.put(name.substring(PREFIX.length()), value);
            }
        });
        schema.settings().stream()
                .filter(it -> it.type() == Setting.Type.FLAG)
                .forEach(it -> values.putIfAbsent(it.key(), "false"));
        return values;
    }

    /** What is wrong with values, in the reader's language; one after the other where it is more than one thing. */
    public static Errors check(SettingsSchema schema, Map<String, String> values, boolean test) {
        var language = LocaleContextHolder.getLocale().getLanguage();
        var found = new HashMap<String, String>();
        FilledIn.problems(schema, values, test)
                .forEach(it -> found.merge(it.key(), it.message().in(language), (one, more) -> one + " " + more));
        return new Errors(found);
    }
}
