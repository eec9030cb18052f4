package dev.pontage.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final UUID ACME = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);

    private final Limits limits = new Limits();

    @Test
    void a_burst_is_let_in_and_the_next_one_is_not() {
        var allowance = new Allowance(1, 3, 10);
        for (var i = 0; i < 3; i++) {
            assertThat(enter(ACME, Work.CREATE, allowance)).isInstanceOf(Entry.Admitted.class);
        }
        assertThat(enter(ACME, Work.CREATE, allowance)).isEqualTo(new Entry.Refused(Entry.Reason.RATE));
    }

    @Test
    void who_asks_first_without_patience_and_then_with_it_is_refused_once() {
        var allowance = new Allowance(1, 1, 10);
        enter(ACME, Work.CREATE, allowance);

        assertThat(limits.atOnce(ACME, Work.CREATE, allowance, false)).isInstanceOf(Entry.Refused.class);
        assertThat(enter(ACME, Work.CREATE, allowance)).isInstanceOf(Entry.Refused.class);

        assertThat(limits.usage(ACME).getFirst().refused()).isEqualTo(1);
    }

    @Test
    void a_flood_of_one_tenant_takes_nothing_from_another() {
        var allowance = new Allowance(1, 1, 10);
        enter(ACME, Work.CREATE, allowance);
        enter(ACME, Work.CREATE, allowance);
        assertThat(enter(OTHER, Work.CREATE, allowance)).isInstanceOf(Entry.Admitted.class);
    }

    @Test
    void a_flood_of_creates_takes_nothing_from_changes() {
        var allowance = new Allowance(1, 1, 1);
        enter(ACME, Work.CREATE, allowance);
        assertThat(enter(ACME, Work.CHANGE, allowance)).isInstanceOf(Entry.Admitted.class);
    }

    @Test
    void a_place_is_free_again_once_its_request_has_left() {
        var allowance = new Allowance(100, 100, 1);
        var first = enter(ACME, Work.CREATE, allowance);
        assertThat(enter(ACME, Work.CREATE, allowance)).isEqualTo(new Entry.Refused(Entry.Reason.CONCURRENCY));
        first.close();
        assertThat(enter(ACME, Work.CREATE, allowance)).isInstanceOf(Entry.Admitted.class);
    }

    @Test
    void a_patient_request_waits_for_its_turn() {
        var allowance = new Allowance(50, 1, 10);
        enter(ACME, Work.CHANGE, allowance);
        assertThat(limits.enter(ACME, Work.CHANGE, allowance, Duration.ofSeconds(5)))
                .isInstanceOf(Entry.Admitted.class);
    }

    @Test
    void of_two_nodes_each_keeps_its_part_and_one_that_is_left_keeps_all() {
        var nodes = new AtomicInteger(2);
        var one = new Limits(new NodePlaces(100), nodes::get, Optional.empty(), () -> 0);
        var rare = new Allowance(10, 10, 100);
        var few = new Allowance(1_000, 1_000, 6);

        assertThat(admitted(one, ACME, rare)).isEqualTo(5);
        assertThat(admitted(one, OTHER, few)).isEqualTo(3);

        nodes.set(1);
        assertThat(admitted(one, ACME, rare)).isEqualTo(10);
        assertThat(admitted(one, OTHER, few)).isEqualTo(6);
    }

    /** How many get in before the first that does not; nobody leaves. */
    private static int admitted(Limits limits, UUID owner, Allowance allowance) {
        var in = 0;
        while (limits.enter(owner, Work.CREATE, allowance, Duration.ZERO) instanceof Entry.Admitted) {
            in++;
        }
        return in;
    }

    @Test
    void a_raised_limit_holds_from_the_next_request_on() {
        enter(ACME, Work.CREATE, new Allowance(1, 1, 1));
        assertThat(enter(ACME, Work.CREATE, new Allowance(10, 10, 10))).isInstanceOf(Entry.Admitted.class);
    }

    private Entry enter(UUID tenant, Work work, Allowance allowance) {
        return limits.enter(tenant, work, allowance, Duration.ZERO);
    }
}
