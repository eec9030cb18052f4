package dev.pontage.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.world.SettableClock;
import dev.pontage.world.World;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;

@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class NodeWorkTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    private final DataSource pool;
    private final Clock clock;
    private final ConcurrentLinkedQueue<NodeWork> started = new ConcurrentLinkedQueue<>();

    NodeWorkTest(@Qualifier("background") DataSource pool, SettableClock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @AfterEach
    void stop_all() {
        started.forEach(NodeWork::stop);
    }

    @Test
    void a_chore_that_fails_is_done_again() throws InterruptedException {
        var turns = new CountDownLatch(3);

        start("gateway", new Chore.OfEveryNode("fails", SHORT, () -> {
            turns.countDown();
            throw new IllegalStateException("this turn fails");
        }));

        assertThat(turns.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_slow_chore_keeps_no_other_waiting() throws InterruptedException {
        var held = new CountDownLatch(1);
        var turns = new CountDownLatch(3);

        start(
                "gateway",
                new Chore.OfEveryNode("slow", SHORT, () -> await(held)),
                new Chore.OfEveryNode("quick", SHORT, turns::countDown));

        assertThat(turns.await(20, TimeUnit.SECONDS)).isTrue();
        held.countDown();
    }

    @Test
    void a_gateway_does_nothing_that_is_the_workers() throws InterruptedException {
        var touched = new AtomicBoolean();
        var turns = new CountDownLatch(3);

        start(
                "gateway,admin",
                new Chore.OfWorkers("worker's", SHORT, () -> touched.set(true)),
                new Chore.OfOneNode("one worker's", SHORT, () -> touched.set(true)),
                new Chore.Intake<>("intake", SHORT, 1, free -> List.of(1), it -> touched.set(true)),
                new Chore.OfEveryNode("everybody's", SHORT, turns::countDown));

        assertThat(turns.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(touched).isFalse();
    }

    @Test
    void never_more_items_are_taken_than_there_are_hands() throws InterruptedException {
        var most = new AtomicInteger();
        var busy = new AtomicInteger();
        var handled = new Semaphore(0);

        start(
                "worker",
                new Chore.Intake<>(
                        "intake",
                        SHORT,
                        4,
                        free -> IntStream.range(0, free).boxed().toList(),
                        it -> {
                            most.accumulateAndGet(busy.incrementAndGet(), Math::max);
                            Thread.yield();
                            busy.decrementAndGet();
                            handled.release();
                        }));

        assertThat(handled.tryAcquire(100, 20, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isBetween(1, 4);
    }

    @Test
    void what_the_node_has_to_do_first_is_done_when_the_start_returns() {
        var done = new AtomicBoolean();

        start("gateway", new Chore.AtStart("first", () -> done.set(true)));

        assertThat(done).isTrue();
    }

    @Test
    void what_one_node_does_for_all_is_done_once_by_two_workers() throws InterruptedException {
        var name = "shared " + System.nanoTime();
        var turns = new Semaphore(0);
        var chore = new Chore.OfOneNode(name, Duration.ofDays(1), turns::release);

        start("worker", chore);
        start("worker", chore);

        assertThat(turns.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        assertThat(turns.tryAcquire(200, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void a_stopped_node_begins_nothing_any_more() throws InterruptedException {
        var turns = new Semaphore(0);
        var node = start("worker", new Chore.OfEveryNode("counts", SHORT, turns::release));
        turns.acquire();

        node.stop();
        turns.drainPermits();

        assertThat(turns.tryAcquire(50, TimeUnit.MILLISECONDS)).isFalse();
    }

    private NodeWork start(String roles, Chore... chores) {
        var node = new NodeWork(List.of(() -> List.of(chores)), new SharedChores(pool, clock), roles);
        started.add(node);
        node.start();
        return node;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
