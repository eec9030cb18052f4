package dev.pontage.callback;

import dev.pontage.limit.Workers;
import dev.pontage.payment.CallbackQueue;
import dev.pontage.payment.CallbackQueue.Attempt;
import dev.pontage.payment.CallbackQueue.Due;
import dev.pontage.work.Chore;
import dev.pontage.work.Chores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Takes out of the outbox what is due. An attempt that is not reported, for whatever reason, is due again after its lease. */
@Component
class CallbackWorker implements Chores {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackWorker.class);
    private static final int SERVER_ERROR = 500;
    private static final Duration BETWEEN = Duration.ofMillis(200);
    static final int AT_ONCE = 128;

    /** So many attempts go out however the host is doing: a payment that is decided now must not wait for others. */
    private static final int NEVER_HELD_BACK = 3;

    /** Less than the lease minus an attempt's own time. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CallbackQueue queue;
    private final Sender sender;
    private final Clock clock;
    private final Backoff backoff = new Backoff(new SplittableRandom());
    private final Hosts hosts;
    private final Pace pace;

    CallbackWorker(
            CallbackQueue queue,
            Sender sender,
            Clock clock,
            Workers workers,
            @Value("${pontage.callbacks-per-second:500}") int perSecond) {
        this.hosts = new Hosts(clock);
        this.pace = new Pace(clock, perSecond, workers);
        this.queue = queue;
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public List<Chore> chores() {
        return List.of(new Chore.Intake<>("callbacks", BETWEEN, AT_ONCE, this::take, this::handle));
    }

    List<Due> take(int free) {
        var allowed = pace.take(free);
        var taken = allowed > 0 ? queue.take(allowed) : List.<Due>of();
        pace.giveBack(allowed - taken.size());
        return taken;
    }

    void handle(Due due) {
        try {
            var host = hosts.of(CallbackQueue.host(due.payment()));
            var away = host.away().filter(it -> due.attempts() >= NEVER_HELD_BACK);
            if (away.isPresent()) {
                queue.putBack(due, away.get().plus(backoff.after(due.attempts())));
            } else if (host.places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    send(due, host);
                } finally {
                    host.places.release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn(
                    "Callback of payment {} could not be worked on",
                    due.payment().key(),
                    e);
        }
    }

    void send(Due due) {
        send(due, hosts.of(CallbackQueue.host(due.payment())));
    }

    /** An undecided payment is not told: VTEX knows no callback that says so. */
    private void send(Due due, Hosts.Host host) {
        if (!due.payment().status().isDecided()) {
            var now = clock.instant();
            queue.report(
                    due,
                    new Attempt(now, "failed", Optional.empty(), 0, Optional.of("the payment is not decided yet")),
                    Optional.empty());
            return;
        }
        var attempt = sender.send(due.payment());
        queue.report(due, attempt, next(due, attempt));
        note(due, attempt, host);
    }

    /** Any answer shows that the host is there, a no as well. */
    private void note(Due due, Attempt attempt, Hosts.Host host) {
        var there = attempt.httpStatus().filter(it -> it < SERVER_ERROR).isPresent();
        if (!there) {
            host.failed();
        } else if (host.answered()) {
            var name = CallbackQueue.host(due.payment());
            LOG.info("{} answers again: {} callbacks that waited for it are due", name, queue.hurry(name));
        }
    }

    private Optional<Instant> next(Due due, Attempt attempt) {
        var wait = switch (attempt.outcome()) {
            case "delivered" -> Optional.<Duration>empty();
            case "refused" -> Optional.of(backoff.afterRefusal());
            default -> Optional.of(backoff.after(due.attempts() + 1));
        };
        return wait.map(it -> attempt.at().plus(it)).filter(it -> it.isBefore(due.giveUpAt()));
    }
}
