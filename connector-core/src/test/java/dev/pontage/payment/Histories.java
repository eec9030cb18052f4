package dev.pontage.payment;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.tenant.TenantScope;
import dev.pontage.world.ScriptedPlugin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Many histories side by side, a step of each at a time. Between the steps time passes by the same table for all, so that
 * one seed alone goes the way it went among others.
 */
@Component
class Histories implements Checkpoints.Listener {
    private static final int STEPS = 12;
    private static final int[] SECONDS = {1, 6, 20, 3, 45, 7, 130, 2, 310, 12, 900, 5};
    private static final int[] END = {7, 40, 130, 310, 700, 900, 3_600, 22_000, 40, 200, 400, 700, 3_600, 7_200};

    private final Map<String, History> running = new ConcurrentHashMap<>();
    private final org.springframework.beans.factory.ObjectProvider<EngineStory.Parts> world;
    private final ScriptedPlugin replaying;
    private List<Affiliation> shops = List.of();

    Histories(
            org.springframework.beans.factory.ObjectProvider<EngineStory.Parts> world,
            @Qualifier("replaying") ScriptedPlugin replaying) {
        this.world = world;
        this.replaying = replaying;
    }

    /** What is wrong with a history, and how it went. */
    record Red(long seed, List<String> violations, String story) {
        @Override
        public String toString() {
            return String.join("; ", violations) + "\n" + story;
        }
    }

    @Override
    public void passed(String paymentKey, Operation.Kind kind, Checkpoints.Step step) {
        Optional.ofNullable(running.get(paymentKey)).ifPresent(it -> it.passed(kind, step));
    }

    /** Lives through so many seeds at once. */
    List<Red> run(long first, int count) {
        var parts = world.getObject();
        open(parts);
        var histories = LongStream.range(first, first + count)
                .mapToObj(seed -> history(seed, parts))
                .toList();
        histories.forEach(it -> running.put(it.key, it));
        var broken = new BrokenEngine();
        try (broken;
                var threads = Executors.newFixedThreadPool(8)) {
            for (var step = 0; step < STEPS; step++) {
                all(threads, histories, History::step);
                pass(threads, parts, histories, SECONDS[step % SECONDS.length]);
            }
            histories.forEach(History::calmDown);
            parts.inFlight().all().forEach(it -> it.await(Duration.ofSeconds(20)));
            for (var i = 0; i < END.length; i++) {
                pass(threads, parts, histories, END[i]);
                all(
                        threads,
                        histories,
                        i == 3 || i == 8
                                ? it -> {
                                    it.repeatOnce();
                                    it.hearTheRest();
                                }
                                : History::hearTheRest);
            }
            var red = verdicts(parts, histories);
            red.addAll(broken.red());
            return red;
        } finally {
            running.clear();
        }
    }

    private void open(EngineStory.Parts parts) {
        if (shops.isEmpty()) {
            shops = List.of(
                    parts.merchants().fresh("scripted").affiliation(),
                    parts.merchants().fresh("scripted").affiliation(),
                    parts.merchants().fresh("replaying").affiliation(),
                    parts.merchants().fresh("mute").affiliation());
        }
        List.of(parts.acquirer(), parts.mute(), replaying).forEach(this::script);
    }

    private void script(ScriptedPlugin plugin) {
        plugin.reset();
        plugin.authorize = it -> judge(it.paymentId().value()).authorize(it);
        plugin.settle = it -> judge(it.paymentId().value()).change(it);
        plugin.refund = it -> judge(it.paymentId().value()).change(it);
        plugin.cancel = it -> judge(it.paymentId().value()).change(it);
        plugin.inquire = it -> judge(it.paymentId().value()).inquire(it);
    }

    private Judge judge(String key) {
        return Optional.ofNullable(running.get(key)).orElseThrow().judge;
    }

    private History history(long seed, EngineStory.Parts parts) {
        var shop = shops.get((int) Long.remainderUnsigned(seed, shops.size()));
        var clock = parts.clock();
        return new History(seed, shop, shop.plugin().equals("replaying"), parts.engine(), parts.news(), clock::instant);
    }

    private void all(java.util.concurrent.ExecutorService threads, List<History> histories, Consumer<History> what) {
        each(threads, histories, it -> TenantScope.of(it.tenant()).run(() -> what.accept(it)));
    }

    /** Time goes by; live calls are renewed, as a live node does; then the worker does what is due. */
    private void pass(
            java.util.concurrent.ExecutorService threads,
            EngineStory.Parts parts,
            List<History> histories,
            int seconds) {
        parts.clock().advance(Duration.ofSeconds(seconds));
        var asleep =
                histories.stream().filter(History::isPaused).map(it -> it.key).toList();
        parts.inFlight()
                .all()
                .forEach(it -> TenantScope.of(it.operation.tenantId()).run(() -> {
                    var payment = parts.journal().find(it.operation.paymentId());
                    if (payment.filter(one -> asleep.contains(one.key())).isEmpty()) {
                        parts.claims().renew(it);
                    }
                }));
        histories.forEach(it -> it.judge.catchUp());
        for (var shop : shops) {
            var due = TenantScope.of(shop.tenantId()).call(() -> parts.claims().takeDue(10_000));
            each(threads, due, it -> TenantScope.of(shop.tenantId()).run(() -> resolve(parts, it)));
        }
    }

    private void resolve(EngineStory.Parts parts, Operation operation) {
        try {
            parts.resolver().resolve(operation);
        } catch (History.Crash e) {
            // Its lease runs out.
        } catch (IllegalStateException | org.springframework.dao.DataAccessException e) {
            org.slf4j.LoggerFactory.getLogger(JournaledEngine.class).error("the resolver broke", e);
        } finally {
            dev.pontage.world.FaultyDatabase.heal();
        }
    }

    private static <T> void each(java.util.concurrent.ExecutorService threads, List<T> items, Consumer<T> what) {
        var running = new ArrayList<java.util.concurrent.Future<?>>();
        items.forEach(it -> running.add(threads.submit(() -> what.accept(it))));
        for (var one : running) {
            try {
                one.get();
            } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static ArrayList<Red> verdicts(EngineStory.Parts parts, List<History> histories) {
        var red = new ArrayList<Red>();
        for (var history : histories) {
            var violations = TenantScope.of(history.tenant()).call(() -> {
                var payment = parts.journal().find(history.tenant(), history.connector(), history.key);
                var operations =
                        payment.map(it -> parts.journal().operations(it.id())).orElse(List.of());
                return history.verdict(payment, operations);
            });
            if (!violations.isEmpty()) {
                red.add(new Red(history.seed, violations, history.story()));
            }
        }
        return red;
    }
}
