package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.payment.PaymentRows.Name;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A hint at what is known: never at the first time, and mostly at the second. */
class LatelyMetTest {
    private static final UUID TENANT = new UUID(1, 2);
    private static final UUID CONNECTOR = new UUID(3, 4);

    private final LatelyMet lately = new LatelyMet();

    @Test
    void who_comes_a_second_time_has_been_met() {
        assertThat(lately.meets(new Name(TENANT, CONNECTOR, "a"))).isFalse();
        assertThat(lately.meets(new Name(TENANT, CONNECTOR, "a"))).isTrue();
    }

    @Test
    void the_same_id_of_another_merchant_or_connector_is_another() {
        lately.meets(new Name(TENANT, CONNECTOR, "a"));

        assertThat(lately.meets(new Name(CONNECTOR, TENANT, "a"))).isFalse();
        assertThat(lately.meets(new Name(TENANT, new UUID(4, 3), "a"))).isFalse();
        assertThat(lately.meets(new Name(TENANT, CONNECTOR, "b"))).isFalse();
    }

    @Test
    void of_the_last_ten_thousand_nearly_all_are_remembered() {
        for (var i = 0; i < 10_000; i++) {
            lately.meets(new Name(TENANT, CONNECTOR, "payment-" + i));
        }
        var remembered = 0;
        for (var i = 9_999; i >= 0; i--) {
            remembered += lately.meets(new Name(TENANT, CONNECTOR, "payment-" + i)) ? 1 : 0;
        }

        assertThat(remembered).isGreaterThan(9_000);
    }
}
