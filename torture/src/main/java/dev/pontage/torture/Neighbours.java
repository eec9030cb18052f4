package dev.pontage.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One tenant floods at fifty times its limit, another's acquirer hangs on every call, and a third works as always. Pontage, its
 * database, the acquirer, each crowd and the probe are processes of their own.
 */
public final class Neighbours {
    private static final int LIMIT = 20;
    private static final int FLOOD = 50 * LIMIT;
    private static final int HANGING = 20;
    private static final int CALM = 20;

    /** Seconds in which the compiler gets to know the ways that are measured. */
    private static final int WARM = 40;

    /** A node that has just started cannot be flooded yet; this makes the compiler's work quick. */
    private static final int WARM_FLOOD = FLOOD / 4;

    /** A crowd that starts takes the machine for itself. */
    private static final int AHEAD = 6;

    private static final int BEGUN = 2;

    private static final double MEDIAN = 1.5;
    private static final double TAIL = 3;

    private final Place place;
    private final Table table;
    private final int seconds;
    private final Node node;
    private final JudgeProcess acquirer;
    private final Shop flooding;
    private final Shop hanging;
    private final Shop calm;

    /** How a crowd fared. */
    private record Fared(int asked, int bad, long median, long p99) {
        static Fared read(String line) {
            var it = line.split(" ");
            return new Fared(
                    Integer.parseInt(it[1]), Integer.parseInt(it[2]), Long.parseLong(it[3]), Long.parseLong(it[4]));
        }
    }

    private Neighbours(Place place, Table table, int seconds, Database database, ServerSocket silent) {
        this.place = place;
        this.table = table;
        this.seconds = seconds;
        this.acquirer = JudgeProcess.start(place, Duration.ofSeconds(30));
        var environment = new HashMap<>(database.environment(0));
        environment.put("PONTAGE_BOOTSTRAP_API_TOKEN", Setup.TOKEN);
        this.node = Node.asStarted("node", place, environment);
        PluginJars.write(node.plugins(), Duration.ofSeconds(60));
        node.start();
        var setup = new Setup(node, acquirer.address());
        this.flooding = setup.merchant("flooding", acquirer.address(), LIMIT);
        this.hanging = setup.merchant("hanging", "http://127.0.0.1:" + silent.getLocalPort(), 500);
        this.calm = setup.merchant("calm", acquirer.address(), 500);
    }

    /** Seconds a phase; exits with 1 if the calm tenant noticed more than it may. */
    public static void main(String[] arguments) throws IOException {
        var seconds = arguments.length == 0 ? 30 : Integer.parseInt(arguments[0]);
        var place = Place.fresh(Path.of(System.getProperty("pontage.root", ".")), "neighbours");
        var database = new Database(place);
        // takes connections into its backlog and never says a word
        try (var silent = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
            var run = new Neighbours(place, new Table(System.out), seconds, database, silent);
            System.exit(run.isQuiet() ? 0 : 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isQuiet() {
        warm();
        var before = fared("before", flooding, Crowd.Want.PAY, seconds * LIMIT / 4, LIMIT / 4);
        table.say(String.format(
                Locale.ROOT, "%-44s %8s %8s %12s %12s", "the calm tenant", "calls", "bad", "median us", "p99 us"));
        var alone = row("alone", fared("alone", calm, Crowd.Want.PAY));
        var again = row("alone once more (the control)", fared("again", calm, Crowd.Want.PAY));
        var flood = crowd("flood", flooding, Crowd.Want.FLOOD, (seconds + AHEAD + BEGUN) * FLOOD, FLOOD);
        Pause.of(Duration.ofSeconds(AHEAD));
        var hung = crowd("hung", hanging, Crowd.Want.FLOOD, (seconds + BEGUN) * HANGING, HANGING);
        var back = crowd("before", flooding, Crowd.Want.GIVE_BACK, before.asked(), LIMIT / 4);
        Pause.of(Duration.ofSeconds(BEGUN));
        var among = row("beside a flood and a hanging acquirer", fared("among", calm, Crowd.Want.PAY));
        var returned = row("  settlements and refunds of the flooding one", ended(back, "GIVE_BACK before"));
        row("  the flood", ended(flood, "FLOOD flood"));
        row("  the hanging one", ended(hung, "FLOOD hung"));
        var quiet = Math.min(alone.median(), again.median());
        var tail = Math.max(alone.p99(), again.p99());
        table.say(String.format(
                Locale.ROOT,
                "median %.2f x alone (at most %.1f), p99 %.2f x (at most %.0f), the control's own median %.2f x",
                (double) among.median() / quiet,
                MEDIAN,
                (double) among.p99() / tail,
                TAIL,
                (double) Math.max(alone.median(), again.median()) / quiet));
        node.stop();
        acquirer.stop();
        return among.bad() + returned.bad() == 0 && among.median() <= quiet * MEDIAN && among.p99() <= tail * TAIL;
    }

    /** All that is measured is done before: what a node does for the first time it does slowly, and for everybody. */
    private void warm() {
        var quick = crowd("warm", flooding, Crowd.Want.FLOOD, WARM * WARM_FLOOD, WARM_FLOOD);
        var paid = fared("warm", calm, Crowd.Want.PAY, WARM * CALM, CALM);
        fared("warm", calm, Crowd.Want.GIVE_BACK, paid.asked(), 2 * CALM);
        ended(quick, "FLOOD warm");
        fared("warmer", flooding, Crowd.Want.FLOOD, WARM * FLOOD / 2, FLOOD);
    }

    private Fared row(String what, Fared it) {
        table.say(String.format(
                Locale.ROOT, "%-44s %8d %8d %12d %12d", what, it.asked(), it.bad(), it.median(), it.p99()));
        return it;
    }

    private Fared fared(String names, Shop shop, Crowd.Want want) {
        return fared(names, shop, want, seconds * CALM, CALM);
    }

    private Fared fared(String names, Shop shop, Crowd.Want want, int all, int perSecond) {
        return ended(crowd(names, shop, want, all, perSecond), want + " " + names);
    }

    private Child crowd(String names, Shop shop, Crowd.Want want, int all, int perSecond) {
        var classPath = Place.ownClasses() + java.io.File.pathSeparator
                + place.distribution().resolve("lib") + "/*";
        var command = List.of(
                Child.java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                Crowd.class.getName(),
                node.at("/ppp/" + shop.connector()).toString(),
                shop.appKey(),
                shop.appToken(),
                want.name(),
                names,
                Integer.toString(all),
                Integer.toString(perSecond));
        return Child.start(log(want + " " + names), command, Map.of());
    }

    private Path log(String name) {
        return place.work().resolve(name.replace(' ', '-') + ".log");
    }

    private Fared ended(Child crowd, String name) {
        if (!crowd.endsWithin(Duration.ofSeconds(seconds * 4L + 120))) {
            crowd.kill();
            throw new IllegalStateException(name + " did not end:\n" + crowd.lastWords());
        }
        return crowd.lastWords()
                .lines()
                .filter(it -> it.startsWith("fared "))
                .findFirst()
                .map(Fared::read)
                .orElseThrow(() -> new IllegalStateException(name + " failed:\n" + crowd.lastWords()));
    }
}
