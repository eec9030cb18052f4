package dev.pontage.admin.api;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.figures.Figures;
import dev.pontage.admin.figures.Lately;
import dev.pontage.admin.figures.Range;
import dev.pontage.admin.figures.Trends;
import dev.pontage.admin.frame.Zones;
import dev.pontage.admin.queue.Waiting;
import dev.pontage.error.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the first page shows: what waits, and a day, a week or a month. */
@RestController
@RequestMapping("/api/v1")
@Needs(Permission.READ)
class FiguresEndpoint {
    private final Figures figures;
    private final Trends trends;
    private final Waiting waiting;

    FiguresEndpoint(Figures figures, Trends trends, Waiting waiting) {
        this.figures = figures;
        this.trends = trends;
        this.waiting = waiting;
    }

    /** What waits for a person; the first hundred are counted. */
    record Needing(int payments, int failingCallbacks, int approvals) {}

    /** One step of the range; what could not be told is left out. */
    record Step(
            Instant from,
            long payments,
            long approved,
            long denied,
            Optional<Integer> approvalPercent,
            Optional<Integer> addedMillis) {
        static Step of(Instant from, Trends.Sum it) {
            return new Step(from, it.payments(), it.approved(), it.denied(), known(it.rate()), known(it.added()));
        }

        private static Optional<Integer> known(int value) {
            return Optional.of(value).filter(it -> it >= 0);
        }
    }

    /** One part; the smaller ones together have no name. */
    record Part(Optional<String> name, List<Step> steps) {}

    record Course(Needing needing, int stepHours, List<Part> parts) {}

    @GetMapping("/figures")
    Course course(
            @RequestParam(defaultValue = "acquirer") String by,
            @RequestParam(defaultValue = "day") String range,
            @RequestParam(defaultValue = "UTC") String zone) {
        var chosen =
                named(Range.values(), range).orElseThrow(() -> Rejection.invalid("range", "Write day, week or month."));
        var part = named(Lately.By.values(), by)
                .orElseThrow(() -> Rejection.invalid("by", "Write acquirer, method or merchant."));
        var course = trends.course(chosen, part, Zones.of(zone));
        var needing =
                new Needing(figures.needingAPerson().size(), figures.failingCallbacks(), figures.waitingApprovals());
        return new Course(
                needing,
                chosen.hours(),
                course.series().stream().map(it -> part(it, course.steps())).toList());
    }

    private static <E extends Enum<E>> Optional<E> named(E[] all, String name) {
        return Stream.of(all).filter(it -> it.name().equalsIgnoreCase(name)).findFirst();
    }

    private static Part part(Trends.Series it, List<Instant> steps) {
        return new Part(
                Optional.of(it.name()).filter(name -> !name.isEmpty()),
                IntStream.range(0, steps.size())
                        .mapToObj(step -> Step.of(steps.get(step), it.steps().get(step)))
                        .toList());
    }

    /** A call to VTEX that has not arrived. */
    record Callback(
            String paymentId,
            UUID id,
            Optional<String> url,
            int attempts,
            Instant createdAt,
            Instant dueAt,
            Instant giveUpAt,
            Optional<String> problem) {
        static Callback of(Waiting.Callback it) {
            return new Callback(
                    it.key(),
                    it.payment(),
                    it.url(),
                    it.attempts(),
                    it.createdAt(),
                    it.dueAt(),
                    it.giveUpAt(),
                    it.problem());
        }
    }

    record Callbacks(Waiting.Depth depth, List<Callback> items, Optional<String> nextCursor) {}

    /** The oldest first. */
    @GetMapping("/callbacks")
    Callbacks callbacks(
            @RequestParam(defaultValue = "false") boolean failing, @RequestParam(defaultValue = "") String cursor) {
        var page = waiting.callbacks(failing, cursor);
        return new Callbacks(
                waiting.depth(), page.items().stream().map(Callback::of).toList(), page.next());
    }
}
