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

    /** With what a look itself takes no payment is more than two seconds behind, no answer three. */
    private static final Duration BETWEEN = Duration.ofMillis(1_500);

    /** Where many come, they are written down a few at a time: all at once the database would have time for nobody else. */
    private static final int BRIEF = 15;

    /** So many in a turn are many. */
    private static final int MANY = 100;

    /** Steps of a turn: a long way to catch up is interrupted, so that the node can stop. */
    private static final int STEPS = 50;

    private final FiguresWriter writer;
    private final LatencyWriter latency;
    private int turn;
    private boolean many;

    FiguresChore(FiguresWriter writer, LatencyWriter latency) {
        this.writer = writer;
        this.latency = latency;
    }

    @Override
    public List<Chore> chores() {
        return List.of(
                new Chore.OfWorkers("figures", BETWEEN.dividedBy(BRIEF), this::follow),
                new Chore.OfWorkers("latency", BETWEEN, () -> catchUp(latency::step)));
    }

    private void follow() {
        if (turn++ % BRIEF == 0) {
            catchUp(() -> follow(writer.step()) == FiguresWriter.AT_ONCE);
        } else if (many) {
            follow(writer.brief());
        }
    }

    private int follow(int found) {
        many = found >= MANY;
        return found;
    }

    private static void catchUp(BooleanSupplier step) {
        for (var done = 0; done < STEPS && step.getAsBoolean(); done++) {
            LOG.debug("the figures catch up");
        }
    }
}
