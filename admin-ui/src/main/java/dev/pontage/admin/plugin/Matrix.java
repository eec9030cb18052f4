package dev.pontage.admin.plugin;

import dev.pontage.plugin.ContractResult;
import dev.pontage.plugin.LoadedPlugin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    static Matrix of(List<LoadedPlugin> plugins) {
        var found = new LinkedHashMap<String, Optional<ContractResult>>();
        plugins.forEach(it -> found.put(it.version(), it.contract()));
        return of(found);
    }

    /** @param found by version, in the order of the columns */
    static Matrix of(LinkedHashMap<String, Optional<ContractResult>> found) {
        var checks = new TreeSet<String>();
        found.values().stream().flatMap(Optional::stream).forEach(it -> {
            checks.addAll(it.passed());
            it.skipped().forEach(check -> checks.add(name(check)));
            it.failed().forEach(check -> checks.add(name(check)));
        });
        var rows = new ArrayList<Row>();
        for (var check : checks) {
            rows.add(new Row(
                    check, found.values().stream().map(it -> result(it, check)).toList()));
        }
        return new Matrix(List.copyOf(found.keySet()), rows);
    }

    /** A report says after a bar why. */
    private static String name(String check) {
        var bar = check.indexOf(" | ");
        return bar < 0 ? check : check.substring(0, bar);
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
