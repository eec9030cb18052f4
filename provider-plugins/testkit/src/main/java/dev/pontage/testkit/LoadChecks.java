package dev.pontage.testkit;

import static dev.pontage.testkit.Check.that;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.Capability;
import dev.pontage.spi.payment.Authorization;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

final class LoadChecks {
    private static final int MANY = 200;

    private LoadChecks() {}

    static List<Check> all() {
        return List.of(
                that(
                        "two hundred calls at once get two hundred answers",
                        it -> assertThat(many(it)).hasSize(MANY).allSatisfy(Bench::assertWelcome)),
                that("two hundred calls at once get answers of their own", it -> {
                    var tids = new HashSet<String>();
                    many(it).stream()
                            .filter(Authorization.Approved.class::isInstance)
                            .map(Authorization.Approved.class::cast)
                            .forEach(approved ->
                                    tids.add(approved.identifiers().tid().orElse("")));
                    if (tids.isEmpty()) {
                        throw Bench.nothingToTry("nothing is approved at once");
                    }
                    assertThat(tids).hasSize(MANY);
                }),
                that("the same command from twenty threads takes effect once", it -> {
                            var command = it.usual("same");
                            var calls = IntStream.range(0, 20)
                                    .<Callable<Authorization.Outcome>>mapToObj(
                                            thread -> () -> it.acquirer.authorize(command))
                                    .toList();
                            assertThat(new HashSet<>(at(calls, 20))).hasSize(1);
                        })
                        .needing(Capability.REPLAY),
                that("it leaves no thread behind", it -> {
                    var before = Thread.getAllStackTraces().keySet();
                    for (var i = 0; i < 20; i++) {
                        it.afterRestart().close();
                    }
                    var after = new HashSet<>(Thread.getAllStackTraces().keySet());
                    after.removeAll(before);
                    assertThat(after)
                            .noneMatch(thread -> thread.getContextClassLoader()
                                            == it.plugin.getClass().getClassLoader()
                                    && thread.getName().startsWith("Thread-"));
                }),
                that("it can be closed", it -> assertThatNoException().isThrownBy(it.acquirer::close)),
                that("closing one leaves the others open", it -> {
                    Acquirer other = it.afterRestart();
                    other.close();
                    Bench.assertWelcome(it.acquirer.authorize(it.usual("open")));
                }));
    }

    private static List<Authorization.Outcome> many(Bench it) throws Exception {
        var commands =
                IntStream.range(0, MANY).mapToObj(i -> it.usual("many " + i)).toList();
        return at(
                commands.stream()
                        .<Callable<Authorization.Outcome>>map(command -> () -> it.acquirer.authorize(command))
                        .toList(),
                MANY);
    }

    private static <T> List<T> at(List<Callable<T>> calls, int threads) throws Exception {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var answers = new ArrayList<T>();
            for (var future : pool.invokeAll(calls)) {
                answers.add(future.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new AssertionError("a call failed", e.getCause());
        }
    }
}
