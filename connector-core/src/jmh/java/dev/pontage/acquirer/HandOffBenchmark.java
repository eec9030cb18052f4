package dev.pontage.acquirer;

import dev.pontage.plugin.InProcess;
import dev.pontage.plugin.LoadingTimes;
import dev.pontage.remote.Breakers;
import dev.pontage.spi.Acquirer;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.testkit.Mothers;
import dev.pontage.transport.EgressGuard;
import dev.pontage.transport.HttpTransport;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** A plugin called directly, and through everything that stands before it: thread, places, breaker, checks. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class HandOffBenchmark {
    private static final Authorization.Outcome APPROVED = Authorization.Approved.of(Identifiers.tid("1"));
    private static final Duration BUDGET = Duration.ofSeconds(20);

    private static final Map<String, String> WHAT = Map.of(
            "bareSwitch", "  (a thread woken and waking the caller: the floor)",
            "handedOff", "  (that, with places, breaker, deadline and checks)");

    private final Acquirer direct = authorization -> APPROVED;
    private final Authorization command = Mothers.authorization(
            "PAY-1", Mothers.card("Visa", Mothers.cardData(Mothers.CARD_NUMBER), Mothers.CARD_NUMBER), Mothers.reais(3190), Mothers.buyer());
    private final PluginThreads bare = new PluginThreads(16);
    private final Line line = new Line(
            UUID.randomUUID(),
            "fast",
            Optional.empty(),
            "1",
            Map::of,
            true,
            URI.create("https://pontage.example/hooks/1"), Map.of());
    private final GuardedAcquirers guarded = new GuardedAcquirers(
            InProcess.one("fast", it -> direct), new Breakers(), new HttpTransport(new EgressGuard(false)), Clock.systemUTC(), 16);

    /** What a direct call costs. */
    @Benchmark
    public Object direct() {
        return direct.authorize(command);
    }

    /** The floor: nothing but a thread of a pool of the same kind, woken with the call and waking the caller again. */
    @Benchmark
    public Object bareSwitch() throws Exception {
        var task = new FutureTask<Object>(() -> direct.authorize(command));
        bare.start("bare", task);
        return task.get(BUDGET.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What the same call costs on the plugin's own thread, with all that stands before it. */
    @Benchmark
    public Object handedOff() {
        return guarded.ask(line, Optional.empty(), Optional.empty(), BUDGET, it -> it.authorize(command));
    }

    /** Prints the figures. @param arguments the file for the table, the folder of the bundled jars */
    public static void main(String[] arguments) throws Exception {
        var table = new StringBuilder();
        for (var it : new Runner(new OptionsBuilder()
                        .include(HandOffBenchmark.class.getSimpleName())
                        .build())
                .run()) {
            var times = it.getPrimaryResult().getStatistics();
            table.append("%-12s mean %8.2f us, median %8.2f us, p99 %8.2f us%s%n"
                    .formatted(
                            it.getPrimaryResult().getLabel(),
                            times.getMean(),
                            times.getPercentile(50),
                            times.getPercentile(99),
                            WHAT.getOrDefault(it.getPrimaryResult().getLabel(), "")));
        }
        table.append(LoadingTimes.of(Path.of(arguments[1])));
        Files.writeString(Path.of(arguments[0]), table);
    }
}
