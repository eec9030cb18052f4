package dev.pontage.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Chores that one node does for all. When each is due, and who is at it, stands in the database. */
@Component
final class SharedChores {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(20);
    private static final Duration TO_FINISH = Duration.ofSeconds(10);

    private final DataSource pool;
    private final Clock clock;
    private volatile Optional<Scheduler> scheduler = Optional.empty();

    SharedChores(@Qualifier("background") DataSource pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    void start(List<Chore> all) {
        var tasks = all.stream()
                .filter(Chore.OfOneNode.class::isInstance)
                .map(Chore.OfOneNode.class::cast)
                .map(SharedChores::task)
                .toList();
        if (tasks.isEmpty()) {
            return;
        }
        var made = new SchedulerBuilder(pool, List.of())
                .startTasks(tasks)
                .tableName("shared_chore")
                // MariaDB is not recognised: what MySQL 8 can do, both can.
                .jdbcCustomization(new MySQL8JdbcCustomization(true))
                .commitWhenAutocommitDisabled(true)
                .schedulerName(new SchedulerName.Fixed(
                        "process " + ProcessHandle.current().pid()))
                .clock(clock::instant)
                .pollingInterval(LOOK_EVERY)
                .threads(1)
                .shutdownMaxWait(TO_FINISH)
                .failureLogging(LogLevel.WARN, true)
                .build();
        made.start();
        scheduler = Optional.of(made);
    }

    private static RecurringTask<Void> task(Chore.OfOneNode chore) {
        return Tasks.recurring(chore.name(), FixedDelay.of(chore.between()))
                .execute((instance, context) -> chore.work().run());
    }

    void stop() {
        scheduler.ifPresent(Scheduler::stop);
        scheduler = Optional.empty();
    }
}
