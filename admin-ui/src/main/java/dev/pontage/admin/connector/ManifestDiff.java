package dev.pontage.admin.connector;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Two manifests line by line: what VTEX reads now and what it would read. */
record ManifestDiff(List<Line> lines) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** A line and whether it stays, comes or goes. */
    record Line(String mark, String text) {}

    static String pretty(String json) {
        return JSON.writeValueAsString(JSON.readTree(json));
    }

    static ManifestDiff of(String before, String after) {
        var old = pretty(before).lines().toList();
        var now = pretty(after).lines().toList();
        var common = lengths(old, now);
        var lines = new ArrayList<Line>();
        var i = 0;
        var j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                lines.add(new Line(" ", old.get(i)));
                i++;
                j++;
            } else if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line("-", old.get(i++)));
            } else {
                lines.add(new Line("+", now.get(j++)));
            }
        }
        return new ManifestDiff(List.copyOf(lines));
    }

    private static int[][] lengths(List<String> old, List<String> now) {
        var common = new int[old.size() + 1][now.size() + 1];
        for (var i = old.size() - 1; i >= 0; i--) {
            for (var j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    /** Whether VTEX would read anything else than now. */
    public boolean changes() {
        return lines.stream().anyMatch(it -> !it.mark().equals(" "));
    }
}
