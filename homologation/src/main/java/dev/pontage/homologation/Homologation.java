package dev.pontage.homologation;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Runs VTEX's seven flows and the protocol's checklist against a service URL. */
public final class Homologation {
    private final Clock clock;
    private final Consumer<String> print;

    /** Prints each request and verdict as it goes. */
    public Homologation(Clock clock, Consumer<String> print) {
        this.clock = clock;
        this.print = print;
    }

    /** What came of it, and a report to send around. */
    public record Result(List<Verdict> verdicts, String report) {
        public Result {
            verdicts = List.copyOf(verdicts);
        }

        /** Those in which something was not right. */
        public List<Verdict> failures() {
            return in(Verdict.State.FAILURE);
        }

        /** Those that ended like this. */
        public List<Verdict> in(Verdict.State state) {
            return verdicts.stream().filter(it -> it.state() == state).toList();
        }
    }

    /** Plays every case. */
    public Result run(Target target) {
        try (var callbacks = Callbacks.listen(target.callbackPort(), target.callbackAddress());
                var suite = new Suite(target, callbacks, print)) {
            suite.heading("VTEX's test suite");
            Flows.run(suite);
            suite.heading("The protocol's checklist");
            ManifestPoints.run(suite);
            CreatePoints.run(suite);
            CallbackPoints.run(suite);
            ChangePoints.run(suite);
            OtherPoints.run(suite);
            var verdicts = suite.verdicts();
            return new Result(verdicts, Report.of(target, verdicts, clock.instant()));
        }
    }
}
