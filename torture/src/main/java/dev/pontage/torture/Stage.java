package dev.pontage.torture;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Everything that a run needs, up and ready: a database, a judge, nodes, three shops and somebody who buys. */
final class Stage implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Options options;
    private final Table table;
    private final Clock clock;
    private final Servers servers;
    private final JudgeProcess judge;
    private final List<Node> nodes;
    private final Ledger ledger;
    private final Books books;
    private final Load load;

    /** How it went. */
    record Result(int trials, int payments, List<String> violations) {}

    Stage(Options options, Place place, Table table, Clock clock, Servers servers, int nodes) {
        this.options = options;
        this.table = table;
        this.clock = clock;
        this.servers = servers;
        this.ledger = new Ledger(place.work().resolve("violations.log"));
        this.judge = JudgeProcess.start(place, options.late());
        this.nodes = new ArrayList<>();
        for (var i = 0; i < nodes; i++) {
            this.nodes.add(started(place, i));
        }
        this.books = new Books(servers::access);
        var world = new World(new Vtex(this.nodes, judge.address()), books, ledger, clock, options.patient());
        var shops = new Setup(this.nodes.getFirst(), judge.address()).shops();
        this.load = new Load(world, shops, new SplittableRandom(options.seed()));
        table.head();
    }

    private Node started(Place place, int number) {
        var environment = new HashMap<>(servers.environment(number));
        environment.put("PONTAGE_BOOTSTRAP_API_TOKEN", Setup.TOKEN);
        if (number > 0) {
            var key = nodes.getFirst().home().resolve("master.key");
            environment.put("PONTAGE_MASTER_KEY_FILE", key.toString());
        }
        var node = new Node("node-" + (char) ('a' + number), place, environment);
        PluginJars.write(node.plugins(), options.settlingTime());
        node.start();
        return node;
    }

    Node node(int number) {
        return nodes.get(number);
    }

    Load load() {
        return load;
    }

    Ledger ledger() {
        return ledger;
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * How long it took until all that had begun was over or in review. Each has its time from now on, or from the moment
     * at which the acquirer left it without an answer once more.
     */
    Duration allOver(Instant before) {
        var began = clock.instant();
        while (!open(before).isEmpty() && overdue(before, began).isEmpty()) {
            Pause.of(BETWEEN_LOOKS);
        }
        overdue(before, began).forEach(it -> ledger.violation(it + " was not over in time"));
        return Duration.between(began, clock.instant());
    }

    private List<String> open(Instant before) {
        return Stream.concat(load.unfinished(before).stream(), books.open(before).stream())
                .toList();
    }

    private List<String> overdue(Instant before, Instant began) {
        var limit = clock.instant().minus(Options.ALL_OVER);
        if (limit.isBefore(began)) {
            return List.of();
        }
        var verdict = judge.verdict();
        return open(before).stream()
                .filter(it -> verdict.getOrDefault(it.split(" ", 2)[0], JudgeProcess.Verdict.NOTHING)
                        .lastBreakdown()
                        .isBefore(limit))
                .toList();
    }

    /** One line of the table, after a look at what may never happen. */
    void row(String what, Duration ready, Duration over, int violationsBefore) {
        new Check(ledger).never(judge.verdict());
        table.row(what, ledger.begun(), ready, over, ledger.violations() - violationsBefore);
    }

    /** No more payments; those that have begun end, and the books are compared. */
    Result end(int trials) {
        var before = ledger.violations();
        load.end();
        var over = allOver(clock.instant());
        // What is carried out late is carried out by now, or was never begun.
        Pause.of(options.late());
        new Check(ledger).whole(judge.verdict(), books.payments());
        row("the end", Duration.ZERO, over, before);
        var violations = new ArrayList<String>();
        ledger.allViolations().forEach(violations::add);
        return new Result(trials, ledger.begun(), violations);
    }

    @Override
    public void close() {
        load.giveUp();
        nodes.forEach(Node::kill);
        judge.stop();
        servers.stop();
    }
}
