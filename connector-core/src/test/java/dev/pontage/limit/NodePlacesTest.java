package dev.pontage.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NodePlacesTest {
    private static final UUID BUSY = new UUID(1, 1);
    private static final UUID CALM = new UUID(1, 2);
    private static final Allowance USUAL = new Allowance(1, 1, 1);

    private final NodePlaces node = new NodePlaces(100);

    @Test
    void new_payments_leave_a_quarter_to_what_must_not_wait() throws InterruptedException {
        assertThat(fill(BUSY, Work.CREATE, false)).isEqualTo(75);
        assertThat(enter(BUSY, Work.CREATE, false)).contains(Entry.Reason.NODE);
        assertThat(fill(BUSY, Work.CHANGE, false)).isEqualTo(25);
    }

    @Test
    void changes_and_webhooks_may_fill_the_node() throws InterruptedException {
        assertThat(fill(BUSY, Work.CHANGE, false)).isEqualTo(100);
        assertThat(enter(CALM, Work.WEBHOOK, false)).contains(Entry.Reason.NODE);
    }

    @Test
    void tests_are_the_first_to_go() throws InterruptedException {
        assertThat(fill(BUSY, Work.CREATE, true)).isEqualTo(45);
        assertThat(enter(CALM, Work.CREATE, true)).contains(Entry.Reason.TEST_TRAFFIC);
        assertThat(enter(CALM, Work.CREATE, false)).isEmpty();
    }

    @Test
    void whoever_has_more_than_a_fair_share_goes_before_the_others() throws InterruptedException {
        for (var i = 0; i < 60; i++) {
            enter(BUSY, Work.CREATE, false);
        }
        assertThat(enter(CALM, Work.CREATE, false)).isEmpty();
        assertThat(enter(BUSY, Work.CREATE, false)).contains(Entry.Reason.FAIR_SHARE);
        assertThat(enter(CALM, Work.CREATE, false)).isEmpty();
    }

    @Test
    void the_one_most_above_its_share_goes_before_another_that_is_above_it_too() throws InterruptedException {
        var small = new UUID(1, 3);
        var smallest = new UUID(1, 4);
        for (var i = 0; i < 26; i++) {
            enter(CALM, Work.CREATE, false);
        }
        for (var i = 0; i < 32; i++) {
            enter(BUSY, Work.CREATE, false);
        }
        enter(small, Work.CREATE, false);
        enter(smallest, Work.CREATE, false);

        // a quarter of 75 each
        assertThat(enter(BUSY, Work.CREATE, false)).contains(Entry.Reason.FAIR_SHARE);
        assertThat(fill(CALM, Work.CREATE, false)).isEqualTo(6);
        assertThat(fill(small, Work.CREATE, false)).isEqualTo(9);
    }

    @Test
    void a_tenant_that_is_to_leave_more_free_leaves_more_free() throws InterruptedException {
        var careful = new Allowance(1, 1, 1, 60, 1);
        var in = 0;
        while (node.enter(new NodePlaces.Wish(BUSY, Work.CREATE, false, careful), 0)
                .isEmpty()) {
            in++;
        }

        assertThat(in).isEqualTo(40);
        assertThat(enter(CALM, Work.CREATE, false)).isEmpty();
    }

    @Test
    void a_larger_share_is_above_it_later() throws InterruptedException {
        var large = new NodePlaces.Wish(BUSY, Work.CREATE, false, new Allowance(1, 1, 1, 25, 3));
        for (var i = 0; i < 4; i++) {
            enter(CALM, Work.CREATE, false);
        }
        for (var i = 0; i < 56; i++) {
            assertThat(node.enter(large, 0)).isEmpty();
        }

        assertThat(node.enter(large, 0)).contains(Entry.Reason.FAIR_SHARE);
        assertThat(fill(CALM, Work.CREATE, false)).isEqualTo(14);
    }

    @Test
    void a_place_that_was_left_is_given_to_whoever_waits() throws InterruptedException {
        fill(BUSY, Work.CHANGE, false);
        var leaver = Thread.ofVirtual().start(() -> node.leave(BUSY, Work.CHANGE));

        assertThat(node.enter(new NodePlaces.Wish(CALM, Work.CHANGE, false, USUAL), 30_000_000_000L))
                .isEmpty();
        leaver.join();
    }

    private int fill(UUID owner, Work work, boolean test) throws InterruptedException {
        var in = 0;
        while (enter(owner, work, test).isEmpty()) {
            in++;
        }
        return in;
    }

    private Optional<Entry.Reason> enter(UUID owner, Work work, boolean test) throws InterruptedException {
        return node.enter(new NodePlaces.Wish(owner, work, test, USUAL), 0);
    }
}
