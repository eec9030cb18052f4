package dev.pontage.admin.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import dev.pontage.audit.AuditTrail;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

@AdminTest
class QueueScreensTest {
    private final People people;
    private final Shops shops;
    private final TenantJdbc jdbc;
    private final AuditTrail trail;

    QueueScreensTest(People people, Shops shops, @Qualifier("adminJdbc") TenantJdbc jdbc, AuditTrail trail) {
        this.people = people;
        this.shops = shops;
        this.jdbc = jdbc;
        this.trail = trail;
    }

    @Test
    void a_callback_that_waits_is_listed_for_its_own_merchants_people_only() {
        var shop = shops.open();
        var payment = shops.pay(shop, Shops.GOOD_CARD, "10.00");
        var web = people.join(Role.OPERATOR, shop.tenantId()).web();
        web.post("/admin/payments/" + payment.id() + "/callback", Map.of());
        assertThat(web.get("/admin/callbacks").body()).contains(payment.id().toString());
        var page = web.post("/admin/callbacks/" + payment.id(), Map.of());
        assertThat(page.text()).contains("The callback is sent now.");
        assertThat(trail.newest(20)).anySatisfy(it -> {
            assertThat(it.action()).isEqualTo("payment.callback");
            assertThat(it.subject()).isEqualTo(payment.key());
        });

        var stranger = people.join(Role.OPERATOR, shops.open().tenantId()).web();
        assertThat(stranger.get("/admin/callbacks").body())
                .doesNotContain(payment.id().toString());
    }

    @Test
    void a_webhook_is_listed_with_what_came_of_it_and_read_again() {
        var shop = shops.open();
        var id = Ids.next();
        keep(shop, id);
        var web = people.join(Role.OPERATOR, shop.tenantId()).web();
        assertThat(web.get("/admin/webhooks").text()).contains("not verified", "wrong signature", "/notify");
        assertThat(web.get("/admin/webhooks").text()).doesNotContain("{\"a\":1}");
        assertThat(web.get("/admin/webhooks/" + id).text()).contains("{\"a\":1}");
        assertThat(trail.newest(20)).anySatisfy(it -> {
            assertThat(it.action()).isEqualTo("webhook.look");
            assertThat(it.subject()).isEqualTo(id.toString());
        });
        assertThat(web.get("/admin/webhooks?state=DONE").text()).doesNotContain("wrong signature");
        assertThat(web.post("/admin/webhooks/" + id, Map.of()).text()).contains("It is read once more now.");
        assertThat(people.script()
                        .get("/api/v1/webhooks/" + id)
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("WAITING");
        assertThat(web.get("/admin/affiliations/" + shop.affiliation().id()).text())
                .contains("Last event seen");
    }

    private void keep(Shops.Shop shop, UUID id) {
        TenantScope.of(shop.tenantId())
                .run(() -> jdbc.transact(() -> jdbc.sql("""
                        insert into webhook (id, tenant_id, affiliation_id, received_at, path, query, headers, body,
                            state, why, attempts)
                        values (:id, :tenant, :affiliation, '2026-11-21 12:00:00', '/notify', '', '', '{"a":1}',
                            'UNVERIFIED', 'wrong signature', 1)
                        """)
                        .param("id", Ids.bytes(id))
                        .param("affiliation", Ids.bytes(shop.affiliation().id()))
                        .update()));
    }
}
