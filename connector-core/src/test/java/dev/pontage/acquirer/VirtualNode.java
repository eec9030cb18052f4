package dev.pontage.acquirer;

import dev.pontage.limit.Allowance;
import dev.pontage.limit.Entry;
import dev.pontage.limit.Limits;
import dev.pontage.limit.VirtualLimits;
import dev.pontage.limit.Work;
import dev.pontage.remote.Breaker;
import dev.pontage.remote.FairPlaces;
import dev.pontage.remote.VirtualBreakers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A node as queues. Who is let in, who may call and who is told no is decided by the limits, places and breakers of the
 * product itself. Modelled are the two cores, what each step takes, and the waiting: who is not let in at once asks again at
 * short intervals, where the product sleeps until it is woken.
 */
final class VirtualNode {
    private static final int PLACES = 400;
    private static final int PLUGIN_THREADS = 128;
    private static final long LOOK_AGAIN = Duration.ofMillis(25).toNanos();

    private final VirtualTime time;
    private final Without without;
    private final Limits limits;
    private final FairPlaces threads = new FairPlaces(PLUGIN_THREADS);
    private final Map<UUID, Breaker> breakers = new HashMap<>();
    private int calls;

    /** What is taken away, to see that it was good for something. */
    enum Without {
        NOTHING,
        LIMITS,
        BULKHEADS
    }

    /** Who asks; the acquirer either answers or hangs until the call's time is up. */
    record Shop(UUID id, Allowance allowance, boolean hangs) {}

    /** What a request takes, in nanoseconds: of the cores, but for the acquirer's part. */
    record Costs(long read, long look, long begin, long acquirer, long conclude) {}

    /** A request, and who hears whether the acquirer has answered it. */
    private record Request(Shop shop, Work work, Costs costs, Consumer<Boolean> answered) {}

    VirtualNode(VirtualTime time, Without without) {
        this.time = time;
        this.without = without;
        this.limits = VirtualLimits.at(time::now, PLACES);
    }

    /** Comes in now, and waits at most so long for its turn. */
    void ask(Shop shop, Work work, Duration patience, Costs costs, Consumer<Boolean> answered) {
        var request = new Request(shop, work, costs, answered);
        var deadline = time.now() + patience.toNanos();
        time.work(costs.read(), () -> {
            if (!isLetIn(request)) {
                // what may be known already is looked up before anybody waits
                time.work(work == Work.CREATE ? costs.look() : 0, () -> waitFor(request, deadline));
            }
        });
    }

    private void waitFor(Request it, long deadline) {
        if (isLetIn(it)) {
            return;
        }
        if (time.now() >= deadline) {
            it.answered().accept(false);
        } else {
            time.after(LOOK_AGAIN, () -> waitFor(it, deadline));
        }
    }

    private boolean isLetIn(Request it) {
        if (without == Without.LIMITS) {
            begin(it, new Entry.Admitted(() -> {}));
            return true;
        }
        var entry = limits.atOnce(it.shop().id(), it.work(), it.shop().allowance(), false);
        if (entry instanceof Entry.Admitted) {
            begin(it, entry);
            return true;
        }
        return false;
    }

    private void begin(Request it, Entry entry) {
        if (without != Without.BULKHEADS && breaker(it).wouldStop()) {
            end(it, entry, false);
        } else {
            time.work(it.costs().begin(), () -> call(it, entry));
        }
    }

    private void call(Request it, Entry entry) {
        var place = place(it);
        if (place.isEmpty()) {
            end(it, entry, false);
            return;
        }
        time.after(it.costs().acquirer(), () -> {
            place.get().run();
            time.work(it.costs().conclude(), () -> end(it, entry, !it.shop().hangs()));
        });
    }

    /** A thread of the plugin, given back together with what is to be said to the breaker. */
    private Optional<Runnable> place(Request it) {
        if (without == Without.BULKHEADS) {
            return calls == PLUGIN_THREADS ? Optional.empty() : Optional.of(counted());
        }
        var breaker = breaker(it);
        if (!breaker.enter()) {
            return Optional.empty();
        }
        var place = threads.enter(it.shop().id().toString());
        if (place.isEmpty()) {
            breaker.saysNothing();
        }
        return place.map(leave -> () -> {
            leave.run();
            var took = Duration.ofNanos(it.costs().acquirer());
            if (it.shop().hangs()) {
                breaker.failed(took);
            } else {
                breaker.answered(took);
            }
        });
    }

    private Runnable counted() {
        calls++;
        return () -> calls--;
    }

    private Breaker breaker(Request it) {
        return breakers.computeIfAbsent(it.shop().id(), id -> VirtualBreakers.at(time::now));
    }

    private static void end(Request it, Entry entry, boolean answered) {
        entry.close();
        it.answered().accept(answered);
    }
}
