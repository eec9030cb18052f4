package dev.pontage.admin.figures;

import dev.pontage.work.Chore;
import dev.pontage.work.Chores;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps the figures a second behind the journal. A search finds the newest payments without them. */
@Component
class FiguresChore implements Chores {
    private static final Logger LOG = LoggerFactory.getLogger(FiguresChore.class);
    /** With what a look itself takes nothing is more than two seconds behind. */
    private static final Duration BETWEEN = Duration.ofMillis(1_500);

    /** Steps of a turn: a long way to catch up is interrupted, so that the node can stop. */
    private static final int STEPS = 50;

    private final FiguresWriter writer;
    private final LatencyWriter latency;

    FiguresChore(FiguresWriter writer, LatencyWriter latency) {
        this.writer = writer;
        this.latency = latency;
    }

    @Override
    public List<Chore> chores() {
        return List.of(
                new Chore.OfWorkers("figures", BETWEEN, () -> catchUp(writer::step)),
                new Chore.OfWorkers("latency", BETWEEN, () -> catchUp(latency::step)));
    }

    private static void catchUp(BooleanSupplier step) {
        for (var done = 0; done < STEPS && step.getAsBoolean(); done++) {
            LOG.debug("the figures catch up");
        }
    }
}
