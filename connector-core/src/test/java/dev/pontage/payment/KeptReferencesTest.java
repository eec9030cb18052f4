package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a plugin keeps with a payment never outgrows its place, however it comes together. */
class KeptReferencesTest extends EngineStory {
    KeptReferencesTest(Parts parts) {
        super(parts);
    }

    @Test
    void references_that_add_up_to_too_much_are_left_out_and_staff_see_it() {
        acquirer.authorize =
                it -> Authorization.Approved.of(Identifiers.tid("T-" + key).with("first", "x".repeat(1_500)));
        authorize(Orders.visa(key, 10_000));
        acquirer.settle = it -> new Change.Done("S1", Map.of("second", "y".repeat(1_500)));

        change(Orders.settle(key, "S1", "40.00"));

        assertThat(current().settled().minor()).isEqualTo(4_000);
        assertThat(current().identifiers().references()).containsOnlyKeys("first");
        assertThat(current().review()).hasValueSatisfying(it -> assertThat(it).contains("more than 2 KB"));
    }

    @Test
    void a_reason_longer_than_its_column_is_cut() {
        authorize(Orders.visa(key, 10_000));

        in(() -> {
            journal.note(current(), "acquirer", "chargeback ".repeat(60), true);
            return key;
        });

        assertThat(current().review()).hasValueSatisfying(it -> assertThat(it).hasSize(300));
    }
}
