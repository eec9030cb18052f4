package dev.pontage.torture;

import java.time.Clock;
import java.time.Duration;

/** Two nodes on a cluster of three servers: a server is killed, then a node. */
final class GaleraFaults {
    private static final Duration LOAD = Duration.ofSeconds(5);

    private final Options options;

    GaleraFaults(Options options) {
        this.options = options.patiently();
    }

    Stage.Result run(Place place, Table table, Clock clock) {
        var cluster = new Galera(place);
        try (var stage = new Stage(options, place, table, clock, cluster, 2)) {
            stage.load().start(options.atOnce());
            for (var server = 0; server < 2; server++) {
                killed(stage, cluster, server);
            }
            node(stage);
            return stage.end(3);
        }
    }

    private static void killed(Stage stage, Galera cluster, int server) {
        var before = stage.ledger().violations();
        Pause.of(LOAD);
        cluster.kill(server);
        var over = stage.allOver(stage.now());
        var began = System.nanoTime();
        cluster.rejoin(server);
        var ready = Duration.ofNanos(System.nanoTime() - began);
        stage.row("server " + (server + 1) + " killed, the cluster goes on", ready, over, before);
    }

    private static void node(Stage stage) {
        var before = stage.ledger().violations();
        Pause.of(LOAD);
        stage.node(0).kill();
        var killed = stage.now();
        var ready = stage.node(0).start();
        stage.row("node-a killed, node-b goes on", ready, stage.allOver(killed), before);
    }
}
