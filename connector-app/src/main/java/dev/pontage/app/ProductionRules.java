package dev.pontage.app;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** What the production profile refuses, all of it at once. */
final class ProductionRules {
    private ProductionRules() {}

    static void check(StartSettings settings) {
        var problems = problems(settings);
        if (settings.production() && !problems.isEmpty()) {
            throw new Refusal("The production profile refuses to start: " + String.join("; ", problems));
        }
    }

    static List<String> problems(StartSettings settings) {
        var problems = new ArrayList<String>();
        if (settings.embedded()) {
            problems.add("set SPRING_DATASOURCE_URL to a database of your own");
        }
        if (!settings.masterKeyNamed() || !Files.isReadable(settings.masterKeyFile())) {
            problems.add("set PONTAGE_MASTER_KEY_FILE to the master key's file");
        }
        if (settings.allowPrivateNetwork()) {
            problems.add("set PONTAGE_ALLOW_PRIVATE_NETWORK to false");
        }
        if (!settings.publicUrl().startsWith("https://")) {
            problems.add("set PONTAGE_PUBLIC_URL to an https address");
        }
        if (settings.demo()) {
            problems.add("set PONTAGE_DEMO to false");
        }
        return List.copyOf(problems);
    }
}
