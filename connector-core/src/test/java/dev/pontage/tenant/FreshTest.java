package dev.pontage.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every request asks for is never older than three seconds, and nobody who keeps asking waits for it. */
@Timeout(60)
class FreshTest {
    private static final String GARBAGE = "d";

    private final Map<String, String> rows = new ConcurrentHashMap<>(Map.of("a", "one", "b", "one", "c", "one"));
    private final LinkedBlockingQueue<Set<String>> read = new LinkedBlockingQueue<>();
    private final AtomicLong nanos = new AtomicLong();
    private final Semaphore gathered = new Semaphore(0);
    private final Semaphore mayAnswer = new Semaphore(100);
    private volatile boolean away;
    private final Fresh<String, String> fresh = new Fresh<>(this::read, nanos::get, gathered::acquireUninterruptibly);

    @Test
    void what_is_in_use_is_read_again_behind_the_requests_and_all_of_it_by_one_statement() throws Exception {
        List.of("a", "b", "c").forEach(fresh::get);
        read.clear();
        rows.replaceAll((key, value) -> "two");
        pass(Duration.ofSeconds(2));

        assertThat(List.of("a", "b", "c"))
                .allSatisfy(it -> assertThat(fresh.get(it))
                        .as("nobody waits for what is young enough")
                        .contains("one"));
        gathered.release();

        assertThat(read.poll(10, TimeUnit.SECONDS)).containsExactlyInAnyOrder("a", "b", "c");
        for (var key : List.of("a", "b", "c")) {
            await(key, "two");
        }
    }

    @Test
    void what_nobody_asked_for_lately_is_read_before_it_is_given_out() {
        fresh.get("a");
        rows.put("a", "two");
        pass(Duration.ofSeconds(3));

        assertThat(fresh.get("a")).contains("two");
    }

    @Test
    void what_is_changed_while_it_is_read_again_is_not_given_out_as_it_was() throws Exception {
        fresh.get("a");
        read.clear();
        pass(Duration.ofSeconds(2));
        fresh.get("a");
        mayAnswer.drainPermits();
        gathered.release();
        read.poll(10, TimeUnit.SECONDS);

        rows.put("a", "two");
        fresh.forget("a");
        mayAnswer.release(100);

        for (var i = 0; i < 100; i++) {
            assertThat(fresh.get("a")).contains("two");
        }
    }

    @Test
    void what_is_forgotten_by_what_it_says_is_read_again_and_nothing_else() {
        rows.put("b", "other");
        List.of("a", "b").forEach(fresh::get);
        read.clear();

        fresh.forget("other"::equals);
        List.of("a", "b").forEach(fresh::get);

        assertThat(read).containsExactly(Set.of("b"));
    }

    @Test
    void what_cannot_be_read_again_holds_until_it_is_too_old_and_then_says_so() throws Exception {
        fresh.get("a");
        read.clear();
        away = true;
        pass(Duration.ofSeconds(2));
        fresh.get("a");
        gathered.release();
        assertThat(read.poll(10, TimeUnit.SECONDS)).containsExactly("a");

        assertThat(fresh.get("a")).contains("one");
        pass(Duration.ofSeconds(1));

        assertThatThrownBy(() -> fresh.get("a")).hasMessage("away");
    }

    @Test
    void what_is_not_there_is_known_not_to_be_there() {
        assertThat(fresh.get("nobody")).isEmpty();
        assertThat(fresh.get("nobody")).isEmpty();

        assertThat(read).hasSize(1);
    }

    @Test
    void what_many_ask_for_while_a_look_is_under_way_is_read_by_one_statement() throws Exception {
        mayAnswer.drainPermits();
        var first = asked("a");
        assertThat(read.poll(10, TimeUnit.SECONDS)).containsExactly("a");
        var others = List.of(asked("b"), asked("c"));
        awaitWaiting(2);

        mayAnswer.release(100);

        assertThat(first.get(10, TimeUnit.SECONDS)).contains("one");
        for (var other : others) {
            assertThat(other.get(10, TimeUnit.SECONDS)).contains("one");
        }
        assertThat(read).containsExactly(Set.of("b", "c"));
    }

    @Test
    void one_that_cannot_be_read_keeps_no_other_from_it() throws Exception {
        mayAnswer.drainPermits();
        asked("a");
        read.poll(10, TimeUnit.SECONDS);
        var garbage = asked(GARBAGE);
        var other = asked("b");
        awaitWaiting(2);

        mayAnswer.release(100);

        assertThat(other.get(10, TimeUnit.SECONDS)).contains("one");
        assertThatThrownBy(() -> garbage.get(10, TimeUnit.SECONDS)).hasRootCauseMessage("away");
    }

    @Test
    void who_has_waited_long_for_the_look_of_another_looks_by_himself() throws Exception {
        mayAnswer.drainPermits();
        asked("a");
        read.poll(10, TimeUnit.SECONDS);

        asked("b");
        var looks = List.of(
                Optional.ofNullable(read.poll(10, TimeUnit.SECONDS)),
                Optional.ofNullable(read.poll(10, TimeUnit.SECONDS)));
        mayAnswer.release(100);

        assertThat(looks).containsExactlyInAnyOrder(Optional.of(Set.of("a")), Optional.of(Set.of("b")));
    }

    private CompletableFuture<Optional<String>> asked(String key) {
        return CompletableFuture.supplyAsync(() -> fresh.get(key), Thread::startVirtualThread);
    }

    private void awaitWaiting(int count) {
        while (fresh.waiting() < count) {
            Thread.onSpinWait();
        }
    }

    private Map<String, String> read(Set<String> keys) {
        var found = new HashMap<String, String>();
        keys.forEach(key -> rows.computeIfPresent(key, (it, value) -> {
            found.put(it, value);
            return value;
        }));
        read.add(Set.copyOf(keys));
        if (away || keys.contains(GARBAGE)) {
            throw new IllegalStateException("away");
        }
        // Once for everybody: what was found before a change is answered after it.
        mayAnswer.acquireUninterruptibly();
        return found;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void await(String key, String value) {
        while (!fresh.get(key).filter(value::equals).isPresent()) {
            Thread.onSpinWait();
        }
    }
}
