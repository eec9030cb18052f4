package dev.pontage.spi.settings;

import dev.pontage.spi.Text;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings of a plugin, in the order in which they are shown. Easy to get wrong: a key that a new version renames loses
 * what staff had filled in under the old one.
 */
public record SettingsSchema(List<Setting> settings) {
    private static final int LONGEST = 20_000;

    public SettingsSchema {
        settings = List.copyOf(settings);
    }

    /** The usual way to write one. */
    public static SettingsSchema of(Setting... settings) {
        return new SettingsSchema(List.of(settings));
    }

    /** The setting with this key. */
    public Optional<Setting> find(String key) {
        return settings.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    /** What is wrong with one setting, or with all of them when the key is empty. */
    public record Problem(String key, Text message) {}

    /** The same for one environment: outside of test nothing may be given for what is only for test. */
    public List<Problem> validate(Map<String, String> values, boolean test) {
        var problems = new ArrayList<>(validate(values));
        for (var setting : settings) {
            var given = values.getOrDefault(setting.key(), "");
            if (!test
                    && setting.isTestOnly()
                    && !given.isBlank()
                    && !given.equals(setting.fallback().orElse(""))) {
                problems.removeIf(it -> it.key().equals(setting.key()));
                problems.add(new Problem(
                        setting.key(),
                        new Text(
                                "Só no ambiente de teste.",
                                "Solo en el entorno de prueba.",
                                "Only in the test environment.")));
            }
        }
        return problems;
    }

    /** The settings that an affiliation of this environment is shown. */
    public SettingsSchema in(boolean test) {
        return test
                ? this
                : new SettingsSchema(
                        settings.stream().filter(it -> !it.isTestOnly()).toList());
    }

    /** Checks shapes and presence. Returns every problem, never only the first. */
    public List<Problem> validate(Map<String, String> values) {
        var problems = new ArrayList<Problem>();
        for (var key : values.keySet()) {
            if (find(key).isEmpty()) {
                problems.add(new Problem(
                        key,
                        new Text(
                                "Não existe esta configuração.",
                                "No existe esta opción.",
                                "There is no such setting.")));
            }
        }
        for (var setting : settings) {
            problem(setting, values).ifPresent(problems::add);
        }
        return problems;
    }

    private Optional<Problem> problem(Setting setting, Map<String, String> values) {
        var hidden = setting.onlyIf().isPresent()
                && !setting.isTestOnly()
                && !setting.onlyIf()
                        .get()
                        .value()
                        .equals(value(setting.onlyIf().get().key(), values).orElse(""));
        if (hidden) {
            return Optional.empty();
        }
        var value = value(setting.key(), values);
        if (value.isEmpty()) {
            return setting.required()
                    ? Optional.of(new Problem(
                            setting.key(), new Text("Preencha este campo.", "Complete este campo.", "Fill this in.")))
                    : Optional.empty();
        }
        return misshapen(setting, value.get()).map(text -> new Problem(setting.key(), text));
    }

    private Optional<String> value(String key, Map<String, String> values) {
        var given = values.get(key);
        if (given != null && !given.isBlank()) {
            return Optional.of(given);
        }
        return find(key).flatMap(Setting::fallback);
    }

    private static Optional<Text> misshapen(Setting setting, String value) {
        if (value.length() > LONGEST) {
            return Optional.of(new Text(
                    "No máximo 20.000 caracteres.", "Como máximo 20.000 caracteres.", "At most 20,000 characters."));
        }
        return switch (setting.type()) {
            case TEXT, SECRET, CERTIFICATE -> Optional.empty();
            case NUMBER ->
                value.matches("-?\\d{1,18}")
                        ? Optional.empty()
                        : Optional.of(new Text(
                                "Escreva um número inteiro.", "Escriba un número entero.", "Write a whole number."));
            case FLAG ->
                value.equals("true") || value.equals("false")
                        ? Optional.empty()
                        : Optional.of(new Text("Escolha sim ou não.", "Elija sí o no.", "Choose true or false."));
            case CHOICE ->
                setting.choices().stream().anyMatch(it -> it.value().equals(value))
                        ? Optional.empty()
                        : Optional.of(new Text(
                                "Escolha um dos valores.", "Elija uno de los valores.", "Choose one of the values."));
            case URL ->
                isUrl(value)
                        ? Optional.empty()
                        : Optional.of(new Text(
                                "Escreva um endereço completo, com https://.",
                                "Escriba una dirección completa, con https://.",
                                "Write a whole address, with https://."));
            case DURATION ->
                isDuration(value)
                        ? Optional.empty()
                        : Optional.of(new Text(
                                "Escreva uma duração em segundos.",
                                "Escriba una duración en segundos.",
                                "Write a duration in seconds."));
        };
    }

    private static boolean isUrl(String value) {
        try {
            var uri = URI.create(value);
            var scheme = uri.getScheme();
            return uri.getHost() != null && ("https".equals(scheme) || "http".equals(scheme));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isDuration(String value) {
        try {
            return value.matches("\\d{1,9}") || !Duration.parse(value).isNegative();
        } catch (java.time.format.DateTimeParseException e) {
            return false;
        }
    }
}
