package dev.pontage.admin.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.Api;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import dev.pontage.admin.world.Web;
import dev.pontage.audit.AuditTrail;
import dev.pontage.payment.Payment;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What waits for a person, and what the person says of it. */
@AdminTest
class ReviewTest {
    private final Shops shops;
    private final AuditTrail trail;
    private final Web web;
    private final Api api;

    ReviewTest(People people, Shops shops, AuditTrail trail) {
        this.shops = shops;
        this.trail = trail;
        this.web = people.join(Role.OPERATOR).web();
        this.api = people.script();
    }

    private static String path(Payment payment) {
        return "/admin/payments/" + payment.id();
    }

    private String read(Payment payment) {
        return shops.find(payment.key()).review().orElse("");
    }

    /** VTEX repeats it with another value each time, which a person has to look at. */
    private Payment flagged(Shops.Shop shop, String key) {
        shops.pay(shop, key, Shops.GOOD_CARD, "40.00");
        return shops.pay(shop, key, Shops.GOOD_CARD, "41.00");
    }

    @Test
    void only_the_reason_that_was_read_is_closed_and_nothing_typed_is_lost() {
        var payment = flagged(shops.open(), UUID.randomUUID().toString());
        var later = read(payment);
        assertThat(web.get(path(payment)).body()).contains("name=\"read\"");

        var page = web.post(
                path(payment) + "/review", Map.of("read", "what stood there before", "reason", "seen in their list"));
        assertThat(page.text()).contains("Nothing was closed: since you read this");
        assertThat(page.body()).contains("value=\"seen in their list\"");
        assertThat(read(payment)).isEqualTo(later);

        assertThat(web.post(path(payment) + "/review", Map.of("read", later, "reason", "seen in their list"))
                        .text())
                .contains("Marked as reviewed.", "seen in their list");
        assertThat(read(payment)).isEmpty();
    }

    @Test
    void a_script_may_say_what_it_has_read() {
        var payment = flagged(shops.open(), UUID.randomUUID().toString());
        var path = "/api/v1/payments/" + payment.key() + "/reviews";
        assertThat(api.post(path, "{\"reason\":\"seen\",\"review\":\"something else\"}")
                        .status())
                .isEqualTo(409);
        assertThat(read(payment)).isNotEmpty();
        assertThat(api.post(path, "{\"reason\":\"seen\"}").status()).isEqualTo(200);
        assertThat(read(payment)).isEmpty();
    }

    /** Beside what there is to be found out. */
    private String radio(Payment payment) {
        return web.get(path(payment)).find("name=\"(found-[0-9a-f-]+)\"");
    }

    @Test
    void each_answer_says_what_it_does_and_the_one_given_is_written_down() {
        var payment = shops.inReview(web);
        assertThat(read(payment)).isNotEmpty();
        assertThat(web.get(path(payment)).text())
                .contains(
                        "What became of it at the acquirer?",
                        "What is not settled counts as released. Nothing is sent to the acquirer.",
                        "Nothing is released.",
                        "it stays in the list");

        web.post(
                path(payment) + "/review",
                Map.of("read", read(payment), radio(payment), "done", "reason", "seen in their list"));
        var after = shops.find(payment.key());
        assertThat(after.status().name()).isEqualTo("CANCELLED");
        assertThat(after.review()).isEmpty();
        assertThat(after.inDoubt()).isFalse();
        assertThat(web.get(path(payment)).text())
                .contains("A person found out that it was carried out.", "seen in their list")
                .doesNotContain("What became of it at the acquirer?");
        assertThat(trail.newest(20)).anySatisfy(it -> {
            assertThat(it.action()).isEqualTo("payment.reviewed");
            assertThat(it.after().orElse("")).contains("cancel", "DONE", "seen in their list");
        });
    }

    @Test
    void without_an_answer_nothing_is_closed_and_the_reason_is_kept() {
        var payment = shops.inReview(web);
        var page = web.post(path(payment) + "/review", Map.of("read", read(payment), "reason", "seen in their list"));
        assertThat(page.text()).contains("Nothing was changed: say for each what became of it.");
        assertThat(page.body()).contains("value=\"seen in their list\"");
        assertThat(read(payment)).isNotEmpty();

        var unknown = web.post(
                path(payment) + "/review",
                Map.of("read", read(payment), radio(payment), "unknown", "reason", "their list is late"));
        assertThat(unknown.text()).contains("What is still unknown stays in the list.");
        assertThat(read(payment)).isNotEmpty();
    }

    @Test
    void a_script_says_what_was_found_out() {
        var payment = shops.inReview(web);
        var path = "/api/v1/payments/" + payment.key() + "/reviews";
        assertThat(api.post(path, "{\"reason\":\"seen\",\"outcome\":\"perhaps\"}")
                        .status())
                .isEqualTo(422);
        assertThat(api.post(path, "{\"reason\":\"seen\",\"outcome\":\"not_done\"}")
                        .text("state"))
                .isEqualTo("authorized");
        assertThat(read(payment)).isEmpty();
        assertThat(api.post(path, "{\"reason\":\"seen\",\"outcome\":\"done\"}").status())
                .isEqualTo(422);
    }
}
