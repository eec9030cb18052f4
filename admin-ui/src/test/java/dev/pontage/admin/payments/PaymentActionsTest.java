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

@AdminTest
class PaymentActionsTest {
    private final People people;
    private final Shops shops;
    private final AuditTrail trail;
    private final Web web;
    private final Api api;

    PaymentActionsTest(People people, Shops shops, AuditTrail trail) {
        this.people = people;
        this.shops = shops;
        this.trail = trail;
        this.web = people.join(Role.OPERATOR).web();
        this.api = people.script();
    }

    private static String path(Payment payment) {
        return "/admin/payments/" + payment.id();
    }

    private static Map<String, String> sure(String amount) {
        return Map.of(
                "amount",
                amount,
                "reason",
                "the shopper asked",
                "confirmed",
                "true",
                "once",
                UUID.randomUUID().toString());
    }

    private String state(Payment payment) {
        return shops.find(payment.key()).status().name();
    }

    @Test
    void the_effect_is_shown_and_nothing_happens_before_it_is_confirmed() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "40.00");
        var shown = web.post(path(payment) + "/change/settle", Map.of("amount", "10,50", "reason", "half shipped"));
        assertThat(shown.text()).contains("Settles R$ 10.50 of R$ 40.00 at sandbox.", "Reason: half shipped");
        assertThat(state(payment)).isEqualTo("AUTHORIZED");
    }

    @Test
    void a_settlement_and_a_refund_are_carried_out_once_each() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "40.00");
        var settle = sure("40.00");
        assertThat(web.post(path(payment) + "/change/settle", settle).text()).contains("Done: the acquirer");
        assertThat(web.post(path(payment) + "/change/settle", settle).text()).contains("nothing was done a second");
        assertThat(state(payment)).isEqualTo("SETTLED");

        web.post(path(payment) + "/change/refund", sure("15"));
        var after = shops.find(payment.key());
        assertThat(after.refunded().decimal()).isEqualByComparingTo("15.00");
        assertThat(trail.newest(20)).anySatisfy(it -> {
            assertThat(it.action()).isEqualTo("payment.refund");
            assertThat(it.after().orElse("")).contains("the shopper asked", "15.00");
        });
    }

    @Test
    void an_amount_is_shown_and_read_as_the_viewer_writes_it_and_never_guessed() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "4000.00");
        var path = path(payment) + "/change/settle";
        assertThat(web.get(path + "?lang=pt").body()).contains("value=\"4000,00\"");
        assertThat(web.post(path, Map.of("amount", "3.000,00", "reason", "x")).text())
                .contains("R$ 3.000,00 de R$ 4.000,00");
        var refused = web.post(path, Map.of("amount", "3.000", "reason", "x"));
        assertThat(refused.text()).contains("Isto pode ser lido de duas formas.");
        assertThat(refused.body()).contains("value=\"3.000\"");
        web.get(path + "?lang=en");
        assertThat(web.get(path).body()).contains("value=\"4000.00\"");
    }

    @Test
    void a_cancel_releases_the_whole() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "12.00");
        web.post(path(payment) + "/change/cancel", sure(""));
        assertThat(state(payment)).isEqualTo("CANCELLED");
    }

    @Test
    void an_amount_or_reason_that_cannot_be_is_said_beside_its_field() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "40.00");
        var page = web.post(path(payment) + "/change/settle", Map.of("amount", "40.01", "reason", " "));
        assertThat(page.text()).contains("This is more than there is", "Give a reason");
        assertThat(page.body()).contains("value=\"40.01\"");
        assertThat(web.post(path(payment) + "/change/settle", Map.of("amount", "1..0", "reason", "x"))
                        .text())
                .contains("Write an amount such as");
        assertThat(web.get(path(payment) + "/change/refund").text()).contains("does not stand where that makes sense");
    }

    @Test
    void much_money_waits_for_a_second_person() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "8000.00");
        web.post(path(payment) + "/change/settle", sure("4000.00"));
        assertThat(shops.find(payment.key()).settled().decimal()).isEqualByComparingTo("4000.00");

        var asked = web.post(path(payment) + "/change/cancel", sure(""));
        assertThat(asked.text()).contains("Done");
        var big = shops.pay(shops.open(), Shops.GOOD_CARD, "6000.00");
        var waits = web.post(path(big) + "/change/settle", sure("6000.00"));
        assertThat(waits.text()).contains("waits for a second person");
        assertThat(state(big)).isEqualTo("AUTHORIZED");
        assertThat(web.get("/admin/approvals").text()).contains("another person has to agree");

        var second = people.join(Role.OPERATOR).web();
        assertThat(second.get("/admin/approvals").text()).contains("Settles R$ 6,000.00 of R$ 6,000.00 at sandbox.");
        var id = second.get("/admin/approvals").find("action=\"/admin/approvals/([0-9a-f-]+)\"");
        var own = web.post("/admin/approvals/" + id, Map.of("agreed", "true"));
        assertThat(own.text()).contains("you asked for it yourself");
        assertThat(second.post("/admin/approvals/" + id, Map.of("agreed", "true"))
                        .text())
                .contains("Done: the acquirer");
        assertThat(state(big)).isEqualTo("SETTLED");
    }

    @Test
    void a_declined_wish_moves_nothing() {
        var big = shops.pay(shops.open(), Shops.GOOD_CARD, "7000.00");
        web.post(path(big) + "/change/settle", sure("7000.00"));
        var second = people.join(Role.OPERATOR).web();
        var page = second.get("/admin/approvals");
        var id = page.find("action=\"/admin/approvals/([0-9a-f-]+)\"");
        assertThat(second.post("/admin/approvals/" + id, Map.of("agreed", "false"))
                        .text())
                .contains("Declined");
        assertThat(state(big)).isEqualTo("AUTHORIZED");
    }

    @Test
    void the_acquirer_is_asked_and_the_callback_sent_again() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "12.00");
        assertThat(web.post(path(payment) + "/inquiry", Map.of()).text()).contains("The acquirer was asked.");
        assertThat(web.get(path(payment)).body()).contains("/callback\"");
        assertThat(web.post(path(payment) + "/callback", Map.of()).text()).contains("The callback is sent now.");
    }

    @Test
    void what_vtex_cannot_be_told_yet_is_said_with_what_to_do_meanwhile() {
        var payment = shops.pay(shops.open(), Shops.SLOW_CARD, "12.00");
        assertThat(web.get(path(payment)).body()).doesNotContain("/callback\"");
        var page = web.post(path(payment) + "/callback", Map.of());
        assertThat(page.text())
                .contains("Nothing was sent: the payment is not decided yet.", "ask the acquirer if somebody waits");
        assertThat(page.body()).contains("alert-danger").doesNotContain("alert-success");
    }

    @Test
    void one_hit_goes_straight_to_the_payment_by_any_of_its_ids() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "12.00");
        var ids = payment.identifiers();
        for (var id : new String[] {
            payment.key(),
            "O-" + payment.key(),
            "TX-" + payment.key(),
            ids.tid().orElseThrow(),
            ids.authorizationId().orElseThrow()
        }) {
            assertThat(web.get("/admin/payments?q=" + id).path()).as(id).isEqualTo(path(payment));
        }
    }

    @Test
    void the_list_is_filtered_and_exported_with_the_same_words() {
        var shop = shops.open();
        var good = shops.pay(shop, Shops.GOOD_CARD, "12.00");
        var slow = shops.pay(shop, Shops.SLOW_CARD, "13.00");
        var list = web.get("/admin/payments?tenant=" + shop.slug() + "&status=approved");
        assertThat(list.body())
                .contains(good.id().toString())
                .doesNotContain(slow.id().toString());
        var csv = web.get("/admin/payments.csv?tenant=" + shop.slug() + "&status=approved");
        assertThat(csv.response().headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/csv");
        assertThat(csv.body().lines()).hasSize(2);
        assertThat(csv.body()).contains(good.key(), "12.00").doesNotContain(slow.key());
        assertThat(api.get("/api/v1/payments?tenantId=" + shop.slug())
                        .body()
                        .path("items")
                        .values())
                .hasSize(2);
    }

    @Test
    void every_filter_narrows_the_list_and_stays_in_the_address() {
        var shop = shops.open();
        var small = shops.pay(shop, Shops.GOOD_CARD, "12.00");
        var large = shops.pay(shop, Shops.SLOW_CARD, "130.00");
        var base = "/admin/payments?tenant=" + shop.slug();
        var filters = Map.of(
                "&least=100,00", large,
                "&most=99.99", small,
                "&status=AUTHORIZED", small,
                "&status=undefined", large);
        filters.forEach((filter, only) -> {
            var other = only.equals(small) ? large : small;
            assertThat(web.get(base + filter + "&method=Visa&affiliation="
                                    + shop.affiliation().id())
                            .body())
                    .as(filter)
                    .contains("/admin/payments/" + only.id())
                    .doesNotContain("/admin/payments/" + other.id());
        });
        var page = web.get(base + "&method=Pix&code=51");
        assertThat(page.text()).contains("None fits.");
        assertThat(page.body()).contains("payments.csv?tenant=" + shop.slug() + "&amp;method=Pix&amp;code=51");
        assertThat(web.get(base + "&affiliation=nonsense").text()).contains("None fits.");
    }

    @Test
    void an_amount_or_a_day_that_cannot_be_read_is_said_beside_its_field_and_kept() {
        var page = web.get("/admin/payments?least=1.000,00,0&most=1.000&from=yesterday");
        assertThat(page.text()).contains("Write an amount such as", "can be read in two ways", "Write a day");
        assertThat(page.body()).contains("value=\"1.000,00,0\"", "value=\"1.000\"");
    }

    @Test
    void a_long_list_is_read_forward_and_back() {
        var shop = shops.open();
        for (var i = 0; i < 27; i++) {
            shops.pay(shop, Shops.GOOD_CARD, "5.00");
        }
        var base = "/admin/payments?tenant=" + shop.slug();
        var first = web.get(base);
        var second = web.get(first.find("rel=\"next\" href=\"([^\"]+)\""));
        assertThat(second.body().split("class=\"font-monospace\" href=", -1)).hasSize(3);
        var back = web.get(second.find("rel=\"prev\" href=\"([^\"]+)\""));
        assertThat(back.body().split("class=\"font-monospace\" href=", -1)).hasSize(26);
        assertThat(second.body()).contains("href=\"" + base + "\"");
    }

    @Test
    void whoever_looks_at_the_exchanges_stands_in_the_trail() {
        var payment = shops.pay(shops.open(), Shops.GOOD_CARD, "12.00");
        assertThat(web.get(path(payment) + "/exchanges").status()).isEqualTo(200);
        assertThat(trail.newest(20)).anySatisfy(it -> {
            assertThat(it.action()).isEqualTo("payment.exchanges");
            assertThat(it.subject()).isEqualTo(payment.key());
        });
    }

    @Test
    void an_export_reads_page_after_page_to_the_end() {
        var shop = shops.open();
        for (var i = 0; i < 3; i++) {
            shops.pay(shop, Shops.GOOD_CARD, "1" + i + ".00");
        }
        assertThat(web.get("/admin/payments.csv?tenant=" + shop.slug()).body().lines())
                .hasSize(4);
        assertThat(web.get("/admin/payments.csv?tenant=nobody").body().lines()).hasSize(1);
    }

    @Test
    void a_formula_is_no_formula_in_the_export() {
        assertThat(ExportController.cell("=1+1")).isEqualTo("'=1+1");
        assertThat(ExportController.cell("a,\"b\"")).isEqualTo("\"a,\"\"b\"\"\"");
    }
}
