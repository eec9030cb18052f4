package dev.pontage.torture;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.Random;

/** The process is killed at every named point under load and started again. */
final class KillPoints {
    private static final Duration REACHED_WITHIN = Duration.ofMinutes(3);

    private final Options options;
    private final Random random;

    KillPoints(Options options) {
        this.options = options;
        this.random = new Random(options.seed());
    }

    Stage.Result run(Place place, Table table, Clock clock) {
        var all = new ArrayList<>(Point.all());
        Collections.shuffle(all, random);
        var points = all.subList(0, Math.min(options.points(), all.size()));
        try (var stage = new Stage(options, place, table, clock, new Database(place), 1)) {
            aim(stage, Optional.of(points.getFirst()), true);
            stage.load().start(options.atOnce());
            for (var i = 0; i < points.size(); i++) {
                var next = i + 1 < points.size() ? Optional.of(points.get(i + 1)) : Optional.<Point>empty();
                kill(stage, points.get(i), next);
            }
            return stage.end(points.size());
        }
    }

    private void kill(Stage stage, Point point, Optional<Point> next) {
        var node = stage.node(0);
        var before = stage.ledger().violations();
        if (!node.diesWithin(REACHED_WITHIN)) {
            stage.ledger().violation(point + " was not reached");
            node.kill();
        }
        var killed = stage.now();
        node.disarm();
        aim(stage, next, options.brief());
        var ready = node.start();
        var over = Duration.ZERO;
        if (!options.brief()) {
            over = stage.allOver(killed);
            aim(stage, next, true);
        }
        stage.row(point.toString(), ready, over, before);
    }

    private void aim(Stage stage, Optional<Point> point, boolean armed) {
        stage.load().aim(point);
        point.filter(it -> armed).ifPresent(it -> stage.node(0).arm(it, 1 + random.nextInt(3)));
    }
}
