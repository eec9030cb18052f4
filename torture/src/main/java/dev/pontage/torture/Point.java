package dev.pontage.torture;

import java.util.ArrayList;
import java.util.List;

/** A named point of an operation, as the engine's Checkpoints name it. */
record Point(String kind, String step) {
    private static final List<String> AS_ASKED = List.of("CLAIMING", "CLAIMED", "ANSWERED", "CONCLUDED");
    private static final List<String> AS_RESOLVED = List.of("TAKEN", "LOOKED", "RESOLVED");

    /** Every point that the load passes. */
    static List<Point> all() {
        var all = new ArrayList<Point>();
        for (var kind : List.of("CREATE", "SETTLE", "REFUND", "CANCEL")) {
            AS_ASKED.forEach(step -> all.add(new Point(kind, step)));
            AS_RESOLVED.forEach(step -> all.add(new Point(kind, step)));
        }
        AS_RESOLVED.forEach(step -> all.add(new Point("VOID", step)));
        return all;
    }

    /** Only what is in doubt passes here. */
    boolean needsDoubt() {
        return AS_RESOLVED.contains(step);
    }

    @Override
    public String toString() {
        return kind + "." + step;
    }
}
