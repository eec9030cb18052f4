package dev.pontage.torture;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The command. */
public final class Torture {
    private static final int SHOWN = 40;
    private static final List<String> PARTS = List.of("kill", "nodes", "database");

    private Torture() {}

    /** Exits with 1 where anything was violated, with 2 where it was called wrongly. */
    public static void main(String[] arguments) {
        var table = new Table(System.out);
        try {
            System.exit(run(List.of(arguments), table) ? 0 : 1);
        } catch (WrongUse e) {
            System.err.println("pontage: " + e.getMessage());
            System.exit(2);
        }
    }

    private static boolean run(List<String> arguments, Table table) throws WrongUse {
        var options = Options.whole(new Random().nextLong(1_000_000));
        var parts = new ArrayList<String>();
        for (var words = new ArrayList<>(arguments); !words.isEmpty(); ) {
            var word = words.removeFirst();
            options = switch (word) {
                case "kill", "nodes", "database", "galera" -> {
                    parts.add(word);
                    yield options;
                }
                case "--brief" -> Options.brief(options.seed());
                case "--seed" -> options.withSeed(number(word, words));
                case "--points" -> options.withPoints((int) number(word, words));
                case "--late" -> options.withLate(Duration.ofSeconds(number(word, words)));
                default -> throw new WrongUse("torture knows no \"" + word + "\"; see ./pontage torture --help");
            };
        }
        var good = true;
        var usual = options.brief() ? List.of("kill") : PARTS;
        for (var part : parts.isEmpty() ? usual : parts) {
            good &= run(part, options, table);
        }
        return good;
    }

    private static long number(String word, List<String> words) throws WrongUse {
        if (words.isEmpty() || !words.getFirst().matches("[0-9]{1,9}")) {
            throw new WrongUse(word + " takes a number; see ./pontage torture --help");
        }
        return Long.parseLong(words.removeFirst());
    }

    private static boolean run(String part, Options options, Table table) {
        var began = System.nanoTime();
        var place = Place.fresh(Path.of(System.getProperty("pontage.root", ".")), part);
        table.title(part + ", seed " + options.seed());
        var clock = Clock.systemUTC();
        var result = switch (part) {
            case "kill" -> new KillPoints(options).run(place, table, clock);
            case "nodes" -> new TwoNodes(options).run(place, table, clock);
            case "galera" -> new GaleraFaults(options).run(place, table, clock);
            default -> new DatabaseFaults(options).run(place, table, clock);
        };
        var violations = result.violations();
        violations.stream().limit(SHOWN).forEach(it -> table.say("VIOLATION " + it));
        table.say(result.trials() + " times, " + result.payments() + " payments, " + violations.size() + " violations, "
                + Table.seconds(Duration.ofNanos(System.nanoTime() - began)));
        return violations.isEmpty();
    }

    /** One sentence that says what to do. */
    private static final class WrongUse extends Exception {
        private static final long serialVersionUID = 1L;

        WrongUse(String sentence) {
            super(sentence);
        }
    }
}
