package dev.pontage.affiliation;

import dev.pontage.spi.settings.Setting;
import dev.pontage.spi.settings.SettingsSchema;
import dev.pontage.spi.settings.SettingsSchema.Problem;
import dev.pontage.transport.ClientIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

    private static List<Problem> ofCertificate(String key, String pem) {
        return pem.isBlank()
                ? List.of()
                : ClientIdentity.problems(pem).stream()
                        .map(it -> new Problem(key, it))
                        .toList();
    }
}
