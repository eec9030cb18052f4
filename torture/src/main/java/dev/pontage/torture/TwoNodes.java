package dev.pontage.torture;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;

/** Two processes on one database: every request goes to any of them, and one of them is killed at any moment. */
final class TwoNodes {
    private static final int KILLS = 4;
    private static final Duration ALONE = Duration.ofSeconds(10);

    private final Options options;

    TwoNodes(Options options) {
        this.options = options;
    }

    Stage.Result run(Place place, Table table, Clock clock) {
        return run(place, table, clock, new Database(place));
    }

    Stage.Result run(Place place, Table table, Clock clock, Servers servers) {
        var random = new Random(options.seed());
        try (var stage = new Stage(options, place, table, clock, servers, 2)) {
            stage.load().start(options.atOnce());
            for (var i = 0; i < KILLS; i++) {
                kill(stage, stage.node(i % 2), Duration.ofMillis(3_000 + random.nextInt(3_000)));
            }
            return stage.end(KILLS);
        }
    }

    private static void kill(Stage stage, Node node, Duration after) {
        var before = stage.ledger().violations();
        Pause.of(after);
        node.kill();
        var killed = stage.now();
        Pause.of(ALONE);
        var ready = node.start();
        var over = stage.allOver(killed);
        stage.row(node.name() + " killed, the other goes on", ready, over, before);
    }
}
