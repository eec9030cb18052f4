package dev.pontage.spi.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What was filled in, with fallbacks in place. Secrets come out only as {@link Secret}. The values have passed the schema, so
 * a number is a number; asking for a key that the schema does not have, or for a secret as a text, is a mistake of the plugin
 * and throws.
 */
public final class Settings {
    private final SettingsSchema schema;
    private final Map<String, String> values;

    /** Made by the host, after validation. */
    public Settings(SettingsSchema schema, Map<String, String> values) {
        this.schema = schema;
        this.values = Map.copyOf(values);
    }

    /** The value of a setting that is no secret. */
    public Optional<String> text(String key) {
        if (setting(key).type().isSecret()) {
            throw new IllegalArgumentException(key + " is a secret: ask for it as one");
        }
        return value(key);
    }

    /** The value of a setting that is always there: required, or with a fallback. */
    public String get(String key) {
        return text(key).orElseThrow(() -> new IllegalStateException(key + " is not set"));
    }

    /** The value of a secret. */
    public Optional<Secret> secret(String key) {
        if (!setting(key).type().isSecret()) {
            throw new IllegalArgumentException(key + " is no secret");
        }
        return value(key).map(Secret::new);
    }

    /** The value of a flag; false when nothing is given. */
    public boolean flag(String key) {
        return text(key).map(Boolean::parseBoolean).orElse(false);
    }

    /** The value of a whole number. */
    public Optional<Long> number(String key) {
        return text(key).map(Long::valueOf);
    }

    /** The value of an address. */
    public Optional<URI> url(String key) {
        return text(key).map(URI::create);
    }

    /** The value of a duration, given in seconds or by ISO 8601. */
    public Optional<Duration> duration(String key) {
        return text(key).map(it -> it.matches("\\d+") ? Duration.ofSeconds(Long.parseLong(it)) : Duration.parse(it));
    }

    private Optional<String> value(String key) {
        var given = values.get(key);
        return given != null && !given.isBlank()
                ? Optional.of(given)
                : setting(key).fallback();
    }

    private Setting setting(String key) {
        return schema.find(key).orElseThrow(() -> new IllegalArgumentException("no setting " + key));
    }

    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }
}
