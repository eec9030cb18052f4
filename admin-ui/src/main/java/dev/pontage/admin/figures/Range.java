package dev.pontage.admin.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** How far back a drawing looks, and in what steps: a day by the hour, a week by quarters of a day, a month by the day. */
public enum Range {
    DAY(24, 1),
    WEEK(28, 6),
    MONTH(30, 24);

    private final int steps;
    private final int hours;

    Range(int steps, int hours) {
        this.steps = steps;
        this.hours = hours;
    }

    /** How many hours a step has. */
    public int hours() {
        return hours;
    }

    int steps() {
        return steps;
    }

    /**
     * When each step begins, the one under way last. Days begin at the viewer's midnight; where their clock was changed
     * on the way, the days before begin an hour off, as hours are what was counted.
     */
    List<Instant> starts(Instant now, ZoneId zone) {
        var step = Duration.ofHours(hours);
        var midnight = now.atZone(zone).truncatedTo(ChronoUnit.DAYS).toInstant().truncatedTo(ChronoUnit.HOURS);
        var last =
                midnight.plus(step.multipliedBy(Duration.between(midnight, now).dividedBy(step)));
        return Stream.iterate(last.minus(step.multipliedBy(steps - 1L)), it -> it.plus(step))
                .limit(steps)
                .toList();
    }
}
