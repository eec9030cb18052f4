package dev.pontage.torture;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What people see of a run, line by line as it happens. */
final class Table {
    private final PrintStream out;

    Table(PrintStream out) {
        this.out = out;
    }

    void title(String text) {
        out.println();
        out.println(text);
    }

    void head() {
        line("what", "payments", "up after", "all over after", "violations");
    }

    void row(String what, int payments, Duration ready, Duration over, int violations) {
        line(what, Integer.toString(payments), seconds(ready), seconds(over), Integer.toString(violations));
    }

    private void line(String what, String payments, String ready, String over, String violations) {
        out.println(String.format(Locale.ROOT, "%-40s %9s %9s %15s %11s", what, payments, ready, over, violations));
    }

    void say(String text) {
        out.println(text);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
