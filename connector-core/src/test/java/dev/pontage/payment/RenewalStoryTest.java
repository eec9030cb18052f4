package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.work.Chore;
import dev.pontage.world.FaultyDatabase;
import dev.pontage.world.ScriptedPlugin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

/** Leases of calls that take longer than one. */
class RenewalStoryTest extends EngineStory {
    private final PaymentChores chores;

    RenewalStoryTest(Parts parts, PaymentChores chores) {
        super(parts);
        this.chores = chores;
    }

    @Test
    void a_lease_that_cannot_be_renewed_does_not_cost_the_others_theirs() {
        var hold = new CountDownLatch(1);
        acquirer.authorize = it -> {
            await(hold);
            return ScriptedPlugin.approved(it);
        };
        for (var name : List.of(key, key + "-2", key + "-3")) {
            in(() -> engine.authorize(shop, Orders.visa(name, 3190), Duration.ofMillis(100)));
        }
        var onTheirWay = inFlight.all();
        for (var turn = 0; turn < 3; turn++) {
            clock.advance(Duration.ofSeconds(5));
            renewWhileTheRowOfTheFirstIsHeld();
        }
        clock.advance(Duration.ofSeconds(1));
        var alive = onTheirWay.stream().filter(it -> it.maySend(clock.instant()));

        assertThat(alive).hasSize(2);
        hold.countDown();
        conclude(onTheirWay);
    }

    private void renewWhileTheRowOfTheFirstIsHeld() {
        var first = new AtomicBoolean(true);
        FaultyDatabase.statements = sql -> {
            if (sql.startsWith("update operation set lease_until") && first.getAndSet(false)) {
                throw new CannotAcquireLockException("somebody holds the row");
            }
            return sql;
        };
        try {
            chores.chores().stream()
                    .filter(Chore.OfEveryNode.class::isInstance)
                    .map(Chore.OfEveryNode.class::cast)
                    .forEach(it -> it.work().run());
        } finally {
            FaultyDatabase.statements = UnaryOperator.identity();
        }
    }
}
