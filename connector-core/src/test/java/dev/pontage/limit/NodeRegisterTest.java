package dev.pontage.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.world.SettableClock;
import dev.pontage.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;

/** Nodes that live share the limits; tried on a real database, by a clock of its own. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
class NodeRegisterTest {
    /** Of its own, as the register is in each test. */
    private final SettableClock clock = new SettableClock();

    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> waited = new ArrayList<>();

    @Autowired
    @Qualifier("backgroundJdbc")
    private TenantJdbc jdbc;

    @BeforeEach
    void begin_with_an_empty_register() {
        jdbc.transact(() -> jdbc.sql("delete from node").update());
    }

    @Test
    void nodes_that_live_are_counted_until_they_stop_or_are_silent() {
        clock.advance(Duration.ofDays(10_000));
        var one = register();
        var two = register();
        one.look();
        two.look();
        one.look();
        assertThat(one.live()).isEqualTo(2);
        assertThat(two.live()).isEqualTo(2);

        two.close();
        one.look();
        assertThat(one.live()).isEqualTo(1);

        var three = register();
        three.look();
        clock.advance(Duration.ofSeconds(20));
        one.look();
        assertThat(one.live()).isEqualTo(1);
        one.close();
        three.close();
    }

    @Test
    void a_node_counts_for_what_it_does() {
        clock.advance(Duration.ofDays(11_000));
        try (var one = register();
                var worker = register("worker");
                var gateway = register("gateway,admin")) {
            worker.look();
            gateway.look();
            one.look();

            assertThat(one.live()).isEqualTo(2);
            assertThat(one.workers()).isEqualTo(2);
        }
    }

    @Test
    void a_node_that_goes_on_seeing_nobody_is_alone_for_a_while_after_each_look() {
        clock.advance(Duration.ofDays(12_000));
        try (var one = joined()) {
            one.lookRound();
            one.lookRound();
            nanos.addAndGet(NodeRegister.CALM.toNanos() - 1);
            one.lookRound();
            assertThat(one.aloneSince()).isEmpty();

            nanos.incrementAndGet();
            one.lookRound();
            assertThat(one.aloneSince()).isPresent();
            assertThat(waited).isEmpty();

            nanos.addAndGet(Duration.ofSeconds(3).toNanos());
            assertThat(one.aloneSince()).isEmpty();
            one.lookRound();
            assertThat(one.aloneSince()).isPresent();
        }
    }

    @Test
    void who_joins_one_that_is_alone_waits_until_that_one_does_not_believe_it_any_more() {
        clock.advance(Duration.ofDays(13_000));
        try (var one = lonely()) {
            try (var two = joined()) {
                assertThat(waited).containsExactly(NodeRegister.JOINS);
                assertThat(one.aloneSince()).isPresent();
                one.lookRound();
                assertThat(one.aloneSince()).isEmpty();
                seesNobody(two);
                assertThat(two.aloneSince()).isEmpty();
            }
        }
    }

    @Test
    void a_lonely_node_that_never_looks_again_is_believed_by_nobody_when_another_has_joined() {
        clock.advance(Duration.ofDays(14_000));
        try (var one = lonely()) {
            try (var two = joined()) {
                nanos.addAndGet(waited.getFirst().toNanos());
                assertThat(one.aloneSince()).isEmpty();
            }
        }
    }

    @Test
    void who_joins_nodes_that_know_of_each_other_does_not_wait() {
        clock.advance(Duration.ofDays(15_000));
        try (var one = joined();
                var two = joined()) {
            one.lookRound();
            two.lookRound();
            try (var three = joined()) {
                assertThat(waited).isEmpty();
            }
        }
    }

    @Test
    void a_node_that_only_fell_silent_may_still_be_at_work() {
        clock.advance(Duration.ofDays(16_000));
        try (var one = joined();
                var two = joined()) {
            clock.advance(Duration.ofHours(23));
            seesNobody(one);
            assertThat(one.aloneSince()).isEmpty();

            clock.advance(Duration.ofHours(2));
            one.look();
            seesNobody(one);
            assertThat(one.aloneSince()).isPresent();
        }
    }

    @Test
    void what_a_node_had_under_way_may_end_a_moment_after_it_stopped() {
        clock.advance(Duration.ofDays(18_000));
        try (var one = joined()) {
            joined().close();
            seesNobody(one);
            assertThat(one.aloneSince()).isEmpty();
            assertThat(one.live()).isEqualTo(1);

            clock.advance(Duration.ofMinutes(20));
            seesNobody(one);
            assertThat(one.aloneSince()).isPresent();
        }
    }

    @Test
    void a_lonely_node_that_comes_back_under_its_name_does_not_wait_for_itself() {
        clock.advance(Duration.ofDays(17_000));
        var id = Ids.next();
        var killed = joined(id);
        seesNobody(killed);
        clock.advance(Duration.ofSeconds(20));

        try (var again = joined(id)) {
            assertThat(waited).isEmpty();
            assertThat(again.aloneSince()).isEmpty();
            seesNobody(again);
            assertThat(again.aloneSince()).isPresent();
        }
    }

    @Test
    void of_two_that_live_under_one_name_neither_believes_to_be_alone() {
        clock.advance(Duration.ofDays(21_000));
        var id = Ids.next();
        try (var one = joined(id)) {
            seesNobody(one);
            try (var two = joined(id)) {
                assertThat(waited).containsExactly(NodeRegister.TAKES_OVER);
                one.lookRound();
                assertThat(one.aloneSince()).isEmpty();
                for (var look = 0; look < 5; look++) {
                    nanos.addAndGet(NodeRegister.CALM.toNanos());
                    two.lookRound();
                    one.lookRound();
                    assertThat(two.aloneSince()).isEmpty();
                    assertThat(one.aloneSince()).isEmpty();
                }
            }
        }
    }

    @Test
    void who_joins_takes_it_from_one_that_stood_still_that_it_was_alone() {
        clock.advance(Duration.ofDays(22_000));
        try (var one = lonely()) {
            var before = one.aloneSince();
            joined().close();
            clock.advance(Duration.ofMinutes(20));
            one.lookRound();
            assertThat(one.aloneSince()).isEmpty();

            seesNobody(one);
            assertThat(one.aloneSince()).isPresent().isNotEqualTo(before);
        }
    }

    @Test
    void an_entry_that_a_dead_node_holds_locked_keeps_nobody_from_joining() {
        clock.advance(Duration.ofDays(23_000));
        try (var one = lonely()) {
            jdbc.transact(() -> {
                jdbc.sql("update node set seen_at = seen_at").update();
                CompletableFuture.runAsync(() -> joined().close()).join();
            });

            assertThat(waited).containsExactly(NodeRegister.JOINS);
            assertThat(one.live()).isEqualTo(1);
        }
    }

    @Test
    void it_is_alone_since_another_time_when_another_node_has_come_and_gone() {
        clock.advance(Duration.ofDays(19_000));
        try (var one = lonely()) {
            var before = one.aloneSince();
            nanos.incrementAndGet();
            one.lookRound();
            assertThat(one.aloneSince()).isEqualTo(before);

            joined().close();
            one.lookRound();
            clock.advance(Duration.ofMinutes(20));
            seesNobody(one);
            assertThat(one.aloneSince()).isPresent().isNotEqualTo(before);
        }
    }

    @Test
    void one_whose_entry_was_lost_does_not_believe_before_it_stands_there_again() {
        clock.advance(Duration.ofDays(20_000));
        try (var one = lonely()) {
            jdbc.transact(() -> jdbc.sql("delete from node").update());
            one.look();
            one.lookRound();
            assertThat(one.aloneSince()).isEmpty();

            seesNobody(one);
            assertThat(one.aloneSince()).isPresent();
        }
    }

    private NodeRegister lonely() {
        var register = joined();
        seesNobody(register);
        return register;
    }

    /** Long enough to believe it, if it is so. */
    private void seesNobody(NodeRegister register) {
        register.lookRound();
        register.lookRound();
        nanos.addAndGet(NodeRegister.CALM.toNanos());
        register.lookRound();
    }

    private NodeRegister joined() {
        return joined(Ids.next());
    }

    private NodeRegister joined(UUID id) {
        var register = new NodeRegister(jdbc, clock, nanos::get, id, "gateway,worker");
        register.join(waited::add);
        return register;
    }

    private NodeRegister register() {
        return register("gateway,worker");
    }

    private NodeRegister register(String roles) {
        return new NodeRegister(jdbc, clock, nanos::get, Ids.next(), roles);
    }
}
