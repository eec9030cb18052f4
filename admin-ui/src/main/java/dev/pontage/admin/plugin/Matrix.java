package dev.pontage.admin.plugin;

import dev.pontage.plugin.ContractResult;
import dev.pontage.plugin.LoadedPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the contract tests found, check by check, with the versions of a plugin side by side.
 *
 * @param versions in the order of the columns
 */
record Matrix(List<String> versions, List<Row> rows) {
    /** One check: passed, skipped, failed, or unknown to that version's report. */
    record Row(String check, List<String> results) {
        /** Whether some version does not pass. */
        public boolean isInteresting() {
            return results.stream().anyMatch(it -> !it.equals("passed"));
        }
    }

    static Matrix of(List<LoadedPlugin> versions) {
        var checks = new TreeSet<String>();
        versions.forEach(it -> it.contract().ifPresent(found -> {
            checks.addAll(found.passed());
            found.skipped().forEach(check -> checks.add(name(check)));
            found.failed().forEach(check -> checks.add(name(check)));
        }));
        var rows = new ArrayList<Row>();
        for (var check : checks) {
            rows.add(new Row(
                    check,
                    versions.stream().map(it -> result(it.contract(), check)).toList()));
        }
        return new Matrix(versions.stream().map(LoadedPlugin::version).toList(), rows);
    }

    /** A report says after a colon why. */
    private static String name(String check) {
        var colon = check.indexOf(": ");
        return colon < 0 ? check : check.substring(0, colon);
    }

    private static String result(Optional<ContractResult> found, String check) {
        if (found.isEmpty()) {
            return "unknown";
        }
        if (found.get().failed().stream().anyMatch(it -> name(it).equals(check))) {
            return "failed";
        }
        if (found.get().passed().contains(check)) {
            return "passed";
        }
        return found.get().skipped().stream().anyMatch(it -> name(it).equals(check)) ? "skipped" : "unknown";
    }
}
