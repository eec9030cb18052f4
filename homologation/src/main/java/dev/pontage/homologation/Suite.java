package dev.pontage.homologation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs cases, a few at once because most of them wait for a callback, and prints what comes of them in their order: a
 * case's requests and its verdict stand together.
 */
final class Suite implements AutoCloseable {
    private static final int AT_ONCE = 4;

    private final Target target;
    private final Callbacks callbacks;
    private final Consumer<String> print;
    private final ExecutorService players = Executors.newFixedThreadPool(AT_ONCE);
    private final List<Entry> entries = new ArrayList<>();

    /** One case: it throws where something is not right. */
    interface Case {
        void play(Scene scene);
    }

    private sealed interface Entry {}

    private record Heading(String words) implements Entry {}

    private record Played(Future<Outcome> outcome) implements Entry {}

    private record Outcome(Verdict verdict, List<String> lines) {}

    Suite(Target target, Callbacks callbacks, Consumer<String> print) {
        this.target = target;
        this.callbacks = callbacks;
        this.print = print;
    }

    void heading(String words) {
        entries.add(new Heading(words));
    }

    void run(String point, String title, Case work) {
        entries.add(new Played(players.submit(() -> play(point, title, work))));
    }

    /** What came of all cases; prints each as soon as those before it are through. */
    List<Verdict> verdicts() {
        var verdicts = new ArrayList<Verdict>();
        for (var entry : entries) {
            switch (entry) {
                case Heading heading -> print.accept(heading.words);
                case Played played -> {
                    var outcome = await(played.outcome);
                    outcome.lines.forEach(print);
                    verdicts.add(outcome.verdict);
                }
            }
        }
        return verdicts;
    }

    private static Outcome await(Future<Outcome> outcome) {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a case ended without a verdict", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failed.because("interrupted");
        }
    }

    private Outcome play(String point, String title, Case work) {
        var lines = Collections.synchronizedList(new ArrayList<String>());
        lines.add("  " + point + "  " + title);
        var gateway = new Gateway(target, lines::add);
        var end = end(work, new Scene(target, gateway, callbacks));
        lines.add(
                switch (end.state) {
                    case SUCCESS -> "    ✔ success";
                    case FAILURE -> "    ✘ failure: " + end.problem;
                    case LEFT_OUT -> "    – left out: " + end.problem;
                });
        return new Outcome(new Verdict(point, title, end.state, end.problem, gateway.taken()), List.copyOf(lines));
    }

    private record End(Verdict.State state, String problem) {}

    private static End end(Case work, Scene scene) {
        try {
            work.play(scene);
            return new End(Verdict.State.SUCCESS, "");
        } catch (Failed e) {
            return new End(e.leftOut ? Verdict.State.LEFT_OUT : Verdict.State.FAILURE, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return new End(
                    Verdict.State.FAILURE,
                    "the answer could not be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    @Override
    public void close() {
        players.shutdownNow();
    }
}
