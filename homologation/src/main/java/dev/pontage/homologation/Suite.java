package dev.pontage.homologation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs cases, prints what comes of them and remembers it. */
final class Suite {
    private final Scene scene;
    private final Consumer<String> print;
    private final List<Verdict> verdicts = new ArrayList<>();

    /** One case: it throws where something is not right. */
    interface Case {
        void play(Scene scene);
    }

    Suite(Scene scene, Consumer<String> print) {
        this.scene = scene;
        this.print = print;
    }

    void run(String point, String title, Case work) {
        print.accept("  " + point + "  " + title);
        var verdict = play(point, title, work);
        verdicts.add(verdict);
        print.accept(
                switch (verdict.state()) {
                    case SUCCESS -> "    ✔ success";
                    case FAILURE -> "    ✘ failure: " + verdict.problem();
                    case LEFT_OUT -> "    – left out: " + verdict.problem();
                });
    }

    private Verdict play(String point, String title, Case work) {
        try {
            work.play(scene);
            return new Verdict(point, title, Verdict.State.SUCCESS, "", scene.gateway.taken());
        } catch (Failed e) {
            var state = e.leftOut ? Verdict.State.LEFT_OUT : Verdict.State.FAILURE;
            return new Verdict(point, title, state, String.valueOf(e.getMessage()), scene.gateway.taken());
        } catch (RuntimeException e) {
            return new Verdict(
                    point,
                    title,
                    Verdict.State.FAILURE,
                    "the answer could not be read (" + e.getClass().getSimpleName() + ")",
                    scene.gateway.taken());
        }
    }

    List<Verdict> verdicts() {
        return List.copyOf(verdicts);
    }
}
