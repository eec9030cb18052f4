package dev.pontage.admin.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.Api;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import dev.pontage.admin.world.Web;
import dev.pontage.affiliation.Rollouts;
import dev.pontage.audit.AuditTrail;
import dev.pontage.payment.Payment;
import dev.pontage.tenant.TenantScope;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A payment stays with the version that authorized it, unless staff say otherwise. */
@AdminTest
class PaymentVersionTest {
    private static final String OLD = "1.1.0";
    private static final String NEW = "1.2.3";

    private final People people;
    private final Shops shops;
    private final Rollouts rollouts;
    private final AuditTrail trail;
    private final Shops.Shop shop;
    private final Web web;

    PaymentVersionTest(People people, Shops shops, Rollouts rollouts, AuditTrail trail) {
        this.people = people;
        this.shops = shops;
        this.rollouts = rollouts;
        this.trail = trail;
        this.shop = shops.open("fields", Map.of("merchantCode", "M1", "apiKey", "k"));
        this.web = people.join(Role.OPERATOR).web();
    }

    /** Authorized by the old version while all new payments go there; afterwards they go to the new one. */
    private Payment authorizedByTheOldVersion() {
        var id = shop.affiliation().id();
        TenantScope.all().run(() -> {
            rollouts.begin(id, OLD, 100, "a test");
            rollouts.end(id, false);
        });
        var payment = shops.pay(shop, Shops.GOOD_CARD, "12.00");
        TenantScope.all().run(() -> {
            rollouts.begin(id, NEW, 100, "a test");
            rollouts.end(id, false);
        });
        return payment;
    }

    private String cancelled(Payment payment) {
        return shops.vtex(
                        shop,
                        "/payments/" + payment.key() + "/cancellations",
                        "{\"paymentId\":\"%s\",\"requestId\":\"C-%1$s\"}".formatted(payment.key()))
                .body()
                .path("cancellationId")
                .asString();
    }

    @Test
    void a_payment_stays_with_its_version_when_new_ones_go_elsewhere() {
        var payment = authorizedByTheOldVersion();

        assertThat(shops.pay(shop, Shops.GOOD_CARD, "1.00").pluginVersion()).hasValue(NEW);
        assertThat(cancelled(payment)).isEqualTo("void-by-" + OLD);
    }

    @Test
    void a_payment_goes_on_with_the_version_that_staff_name() {
        var payment = authorizedByTheOldVersion();
        var path = "/admin/payments/" + payment.id();
        assertThat(web.get(path).text()).contains("fields " + OLD);

        var moved = web.post(path + "/version", Map.of("version", NEW, "reason", "the old one cannot cancel"));

        assertThat(moved.text())
                .contains("The payment goes on with this version.", "fields " + NEW)
                .contains("From now on with version 1.2.3 of fields instead of 1.1.0: the old one cannot cancel");
        assertThat(cancelled(payment)).isEqualTo("void-by-" + NEW);
        assertThat(trail.newest(20)).anySatisfy(it -> {
            assertThat(it.action()).isEqualTo("payment.version");
            assertThat(it.before()).hasValue(OLD);
            assertThat(it.after()).hasValue(NEW + "; reason: the old one cannot cancel");
        });
    }

    @Test
    void a_version_that_is_not_there_the_same_one_and_no_reason_change_nothing() {
        var payment = authorizedByTheOldVersion();
        var path = "/admin/payments/" + payment.id() + "/version";
        for (var wish : new String[][] {{"9.9.9", "why"}, {OLD, "why"}, {NEW, " "}}) {
            assertThat(web.post(path, Map.of("version", wish[0], "reason", wish[1]))
                            .text())
                    .contains("Nothing was changed.");
        }
        assertThat(shops.find(payment.key()).pluginVersion()).hasValue(OLD);
    }

    @Test
    void a_viewer_sees_the_version_and_cannot_move_the_payment() {
        var payment = authorizedByTheOldVersion();
        var path = "/admin/payments/" + payment.id();
        var viewer = people.join(Role.VIEWER).web();

        assertThat(viewer.get(path).body()).contains("fields " + OLD).doesNotContain("name=\"version\"");
        assertThat(viewer.post(path + "/version", Map.of("version", NEW, "reason", "x"))
                        .response()
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void scripts_do_the_same() {
        var payment = authorizedByTheOldVersion();
        Api api = people.script();
        var path = "/api/v1/payments/" + payment.key() + "/version";
        assertThat(api.put(path, "{\"version\":\"9.9.9\",\"reason\":\"x\"}").status())
                .isEqualTo(422);
        assertThat(api.put(path, "{\"version\":\"1.2.3\"}").status()).isEqualTo(422);

        var moved = api.put(path, "{\"version\":\"1.2.3\",\"reason\":\"x\"}");

        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.text("pluginVersion")).isEqualTo(NEW);
    }
}
