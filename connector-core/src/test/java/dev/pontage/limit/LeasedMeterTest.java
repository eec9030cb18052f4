package dev.pontage.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LeasedMeterTest {
    private static final Allowance ALLOWANCE = new Allowance(1_000, 2_000, 100);

    private final Store store = new Store();
    private final LeasedMeter meter =
            new LeasedMeter(store, "acme", ALLOWANCE, new LocalMeter(new Allowance(1, 3, 1), 1, System::nanoTime));

    @Test
    void many_requests_cost_few_round_trips() {
        store.tokens = 1_000;
        for (var i = 0; i < 1_000; i++) {
            assertThat(meter.take()).isTrue();
        }
        assertThat(store.asked).isLessThan(100);
    }

    @Test
    void what_the_store_does_not_have_nobody_gets() {
        store.tokens = 70;
        var in = 0;
        for (var i = 0; i < 500; i++) {
            in += meter.take() ? 1 : 0;
        }
        assertThat(in).isEqualTo(70);
    }

    @Test
    void a_flood_over_the_limit_does_not_ask_on_every_request() {
        for (var i = 0; i < 1_000; i++) {
            meter.take();
        }
        assertThat(store.asked).isLessThan(100);
    }

    @Test
    void without_the_store_this_nodes_part_holds() {
        store.there = false;
        for (var i = 0; i < 3; i++) {
            assertThat(meter.take()).isTrue();
        }
        assertThat(meter.take()).isFalse();
        assertThat(store.asked).isZero();
    }

    @Test
    void what_was_spent_alone_is_paid_back() {
        store.there = false;
        for (var i = 0; i < 3; i++) {
            meter.take();
        }
        store.there = true;
        store.tokens = 53;
        var in = 0;
        for (var i = 0; i < 200; i++) {
            in += meter.take() ? 1 : 0;
        }
        assertThat(in).isEqualTo(50);
    }

    @Test
    void a_store_that_breaks_is_left_alone() {
        store.broken = true;

        assertThat(meter.take()).isTrue();
        assertThat(store.there).isFalse();
    }

    private static final class Store implements Leases {
        private long tokens;
        private int asked;
        private boolean there = true;
        private boolean broken;

        @Override
        public boolean isThere() {
            return there;
        }

        @Override
        public CompletableFuture<Long> draw(String name, Allowance allowance, long most) {
            asked++;
            if (broken) {
                return CompletableFuture.failedFuture(new IllegalStateException("broken"));
            }
            var drawn = Math.min(tokens, most);
            tokens -= drawn;
            return CompletableFuture.completedFuture(drawn);
        }

        @Override
        public void giveBack(String name, Allowance allowance, long some) {
            tokens += some;
        }

        @Override
        public void lost() {
            there = false;
        }
    }
}
