package dev.pontage.affiliation;

import dev.pontage.spi.settings.Setting;
import dev.pontage.spi.settings.SettingsSchema;
import dev.pontage.spi.settings.SettingsSchema.Problem;
import dev.pontage.transport.ClientIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was filled in for a plugin, before it is kept. */
public final class FilledIn {
    private FilledIn() {}

    /** All that is wrong with it: what the schema says, and whether certificates are such. */
    public static List<Problem> problems(SettingsSchema schema, Map<String, String> values, boolean test) {
        var problems = new ArrayList<>(schema.validate(values, test));
        schema.settings().stream()
                .filter(it -> it.type() == Setting.Type.CERTIFICATE)
                .filter(it -> problems.stream().noneMatch(found -> found.key().equals(it.key())))
                .flatMap(it -> ofCertificate(it.key(), values.getOrDefault(it.key(), "")).stream())
                .forEach(problems::add);
        return problems;
    }

    /** Whether one value alone may be kept for a setting, whatever else is filled in. */
    static boolean fits(Setting setting, String value, boolean test) {
        return problems(SettingsSchema.of(alone(setting)), Map.of(setting.key(), value), test)
                .isEmpty();
    }

    /** What is not shown at the moment is not checked with the rest, but a plugin may read it all the same. */
    private static Setting alone(Setting it) {
        return it.isTestOnly()
                ? it
                : new Setting(
                        it.key(),
                        it.type(),
                        it.label(),
                        it.help(),
                        false,
                        it.fallback(),
                        it.choices(),
                        it.group(),
                        Optional.empty(),
                        it.inVtex());
    }

    private static List<Problem> ofCertificate(String key, String pem) {
        return pem.isBlank()
                ? List.of()
                : ClientIdentity.problems(pem).stream()
                        .map(it -> new Problem(key, it))
                        .toList();
    }
}
