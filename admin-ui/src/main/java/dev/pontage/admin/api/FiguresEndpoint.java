package dev.pontage.admin.api;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.figures.Figures;
import dev.pontage.admin.figures.Lately;
import dev.pontage.admin.figures.Trends;
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

/** What the first page shows: what waits, and the last 24 hours. */
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

    /** An hour; what could not be told is left out. */
    record Hour(
            Instant from,
            long payments,
            long approved,
            long denied,
            Optional<Integer> approvalPercent,
            Optional<Integer> addedMillis) {
        static Hour of(Instant from, Trends.Sum it) {
            return new Hour(from, it.payments(), it.approved(), it.denied(), known(it.rate()), known(it.added()));
        }

        private static Optional<Integer> known(int value) {
            return Optional.of(value).filter(it -> it >= 0);
        }
    }

    /** One part; the smaller ones together have no name. */
    record Part(Optional<String> name, List<Hour> hours) {}

    record Day(Needing needing, List<Part> parts) {}

    @GetMapping("/figures")
    Day day(@RequestParam(defaultValue = "acquirer") String by) {
        var part = Stream.of(Lately.By.values())
                .filter(it -> it.name().equalsIgnoreCase(by))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid("by", "Write acquirer, method or merchant."));
        var day = trends.day(part);
        var needing =
                new Needing(figures.needingAPerson().size(), figures.failingCallbacks(), figures.waitingApprovals());
        return new Day(
                needing, day.series().stream().map(it -> part(it, day.hours())).toList());
    }

    private static Part part(Trends.Series it, List<Instant> hours) {
        return new Part(
                Optional.of(it.name()).filter(name -> !name.isEmpty()),
                IntStream.range(0, hours.size())
                        .mapToObj(hour -> Hour.of(hours.get(hour), it.hours().get(hour)))
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
