package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.world.FaultyDatabase;
import dev.pontage.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;

/**
 * Random histories of payments against what is allowed. {@code -Dhistories=100000} lives through more of them,
 * {@code -Dhistories.seed=7 -Dhistories=1} through one again.
 */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            World.WITHOUT_WORKER,
            "spring.main.lazy-initialization=true",
            "pontage.breaker.failure-rate=100",
            "pontage.plugin-concurrency=1000"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class HistoriesTest {
    private static final int AT_ONCE = 250;
    private static final int FEW = 60;
    private static final int MANY = 600;

    private final Histories histories;

    HistoriesTest(Histories histories) {
        this.histories = histories;
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> {
            if (!(problem instanceof History.Crash)) {
                problem.printStackTrace();
            }
        });
    }

    @AfterEach
    void take_the_planted_faults_out() {
        FaultyDatabase.statements = UnaryOperator.identity();
        History.claimsLie = false;
    }

    @Test
    void no_history_charges_twice_loses_anything_or_declares_the_unknown_known() throws IOException {
        var count = Integer.getInteger("histories", 2_000);
        var first = Long.getLong("histories.seed", 1);
        var red = new ArrayList<Histories.Red>();
        var began = System.nanoTime();
        for (var done = 0; done < count && red.size() < 5; done += AT_ONCE) {
            red.addAll(histories.run(first + done, Math.min(AT_ONCE, count - done)));
        }

        noted("%,d histories from seed %d in %d s: %s"
                .formatted(
                        count,
                        first,
                        Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                        red.isEmpty() ? "none is red" : red.size() + " are red"));
        assertThat(red).as("%d histories from seed %d", count, first).isEmpty();
    }

    /** A test that cannot fail shows nothing: each protection is taken away in turn. */
    @Test
    void without_the_claim_histories_turn_red() throws IOException {
        History.claimsLie = true;

        assertRed("without the claim");
    }

    @Test
    void without_the_fence_histories_turn_red() throws IOException {
        FaultyDatabase.statements = HistoriesTest::unfenced;

        assertRed("without the fence");
    }

    @Test
    void with_conclusions_that_are_written_twice_histories_turn_red() throws IOException {
        FaultyDatabase.statements = it -> twice(unfenced(it));

        assertRed("with conclusions that are written twice");
    }

    private void assertRed(String planted) throws IOException {
        var red = violations();
        noted(planted + ": "
                + red.stream().findFirst().map(Histories.Red::toString).orElse("not seen"));
        assertThat(red).isNotEmpty();
    }

    /** For ./pontage torture, which prints it. */
    private static void noted(String line) throws IOException {
        Files.writeString(
                Path.of("target/histories.txt"),
                line + System.lineSeparator(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static String unfenced(String sql) {
        return sql.contains("first_not_found_at = ")
                ? sql.replaceFirst("and fence = \\?", "and ? is not null")
                        .replaceFirst("and state = \\?", "and ? is not null")
                : sql;
    }

    /** The payment's sums are moved by the same amount once more. */
    private static String twice(String sql) {
        return sql.replace("set ceiling = ?, settled = ?", "set ceiling = ?, settled = settled + ?");
    }

    /** Lives through ever more histories, until one is red. */
    private List<Histories.Red> violations() {
        var red = List.<Histories.Red>of();
        for (var first = 1; red.isEmpty() && first < MANY; first += FEW) {
            red = histories.run(first, FEW);
        }
        return red;
    }
}
