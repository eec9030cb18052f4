package dev.pontage.torture;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Connections that are cut at their commit, commits that lose, and a server that dies under load. */
final class DatabaseFaults {
    private static final Duration LASTS = Duration.ofSeconds(10);
    private static final int OF_HUNDRED = 20;

    private final Options options;

    DatabaseFaults(Options options) {
        this.options = options.patiently();
    }

    Stage.Result run(Place place, Table table, Clock clock) {
        var database = new Database(place);
        try (var cutter = new Cutter(database::port, options.seed());
                var stage = new Stage(options, place, table, clock, behind(cutter, database), 1)) {
            stage.load().start(options.atOnce());
            fault(stage, cutter, "connection cut before the commit", Cut.BEFORE);
            fault(stage, cutter, "connection cut after the commit", Cut.AFTER);
            fault(stage, cutter, "commit refused with 1213", Cut.REFUSED);
            server(stage, "server killed under load", database::killAndStart);
            server(stage, "server restarted under load", database::restart);
            return stage.end(cutter.cuts() + 2);
        }
    }

    private static void fault(Stage stage, Cutter cutter, String what, Cut cut) {
        var before = stage.ledger().violations();
        var cuts = cutter.cuts();
        cutter.cut(cut, OF_HUNDRED);
        Pause.of(LASTS);
        cutter.cut(Cut.NONE, 0);
        var over = stage.allOver(stage.now());
        stage.row(what + " (" + (cutter.cuts() - cuts) + ")", Duration.ZERO, over, before);
    }

    private static void server(Stage stage, String what, Runnable work) {
        var before = stage.ledger().violations();
        Pause.of(Duration.ofSeconds(3));
        var began = System.nanoTime();
        work.run();
        var up = Duration.ofNanos(System.nanoTime() - began);
        var over = stage.allOver(stage.now());
        stage.row(what, up, over, before);
    }

    private static Servers behind(Cutter cutter, Database database) {
        return new Servers() {
            @Override
            public Map<String, String> environment(int node) {
                return database.at(cutter.port());
            }

            @Override
            public Books.Access access() {
                return database.access();
            }

            @Override
            public void stop() {
                database.stop();
            }
        };
    }
}
