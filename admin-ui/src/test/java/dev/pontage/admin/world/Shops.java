package dev.pontage.admin.world;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Connector;
import dev.pontage.affiliation.Connectors;
import dev.pontage.affiliation.Tenants;
import dev.pontage.payment.Payment;
import dev.pontage.payment.Payments;
import dev.pontage.tenant.TenantScope;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Merchants with a connection each, and what VTEX sends for them. */
@Component
public class Shops {
    /** Approved at once. */
    public static final String GOOD_CARD = "4444333322221111";
    /** Undefined, approved later. */
    public static final String SLOW_CARD = "4222222222222224";

    private final Tenants tenants;
    private final Connectors connectors;
    private final Affiliations affiliations;
    private final Payments payments;
    private final People people;

    Shops(Tenants tenants, Connectors connectors, Affiliations affiliations, Payments payments, People people) {
        this.tenants = tenants;
        this.connectors = connectors;
        this.affiliations = affiliations;
        this.payments = payments;
        this.people = people;
    }

    /** One merchant's connection. */
    public record Shop(Affiliation affiliation, Affiliation.Credential credential) {
        /** The merchant's id. */
        public UUID tenantId() {
            return affiliation.tenantId();
        }

        /** The merchant's name in addresses. */
        public String slug() {
            return affiliation.tenant();
        }
    }

    /** A new merchant with a connector of its own. */
    public Shop open(String plugin, Map<String, String> settings) {
        var mark = Marks.newest();
        return TenantScope.all().call(() -> {
            var tenant = tenants.create(mark + "-shop", "Shop " + mark);
            var connector = connectors.create(Connector.Draft.of("con-" + mark, "Connector " + mark, List.of(plugin)));
            var made = affiliations.create(
                    new Affiliation.Draft(
                            tenant.slug(), connector.slug(), plugin, Affiliation.Environment.TEST, "Test", settings),
                    "a test");
            return new Shop(made.affiliation(), made.credential());
        });
    }

    /** The acquirer sends something; its id here. */
    public String webhook(Shop shop) {
        people.script("").post("/hooks/" + shop.affiliation().id(), "{\"event\":\"nothing\"}");
        return people.script()
                .get("/api/v1/webhooks?affiliationId=" + shop.affiliation().id())
                .body()
                .at("/items/0/id")
                .asString();
    }

    /** A new merchant at the sandbox. */
    public Shop open() {
        return open("sandbox", Map.of());
    }

    /** VTEX asks for a payment. */
    public Payment pay(Shop shop, String card, String value) {
        return pay(shop, UUID.randomUUID().toString().replace("-", ""), card, value);
    }

    /** VTEX asks for a payment by this id. */
    public Payment pay(Shop shop, String key, String card, String value) {
        var body = """
                {"paymentId":"%s","transactionId":"TX-%1$s","reference":"R-%1$s","orderId":"O-%1$s","merchantName":"shop",
                 "paymentMethod":"Visa","value":%s,"currency":"BRL","installments":1,
                 "callbackUrl":"http://localhost:1/callback","returnUrl":"http://localhost:1/return",
                 "card":{"number":"%s","holder":"Jo Doe","csc":"123","expiration":{"month":"12","year":"2032"}},
                 "miniCart":{"buyer":{},"items":[]}}""".formatted(key, value, card);
        var answer = vtex(shop, "/payments", body);
        return TenantScope.all().call(() -> payments.withKey(key)).stream()
                .filter(it -> it.affiliationId().equals(shop.affiliation().id()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not kept: " + answer.body()));
    }

    /** VTEX asks for anything else. */
    public Api.Reply vtex(Shop shop, String path, String body) {
        var reply = people.script("")
                .send(
                        "POST",
                        "/ppp/" + shop.affiliation().connector() + path,
                        body,
                        Map.of(
                                "X-VTEX-API-AppKey", shop.credential().appKey(),
                                "X-VTEX-API-AppToken", shop.credential().appToken()));
        if (reply.status() >= 300) {
            throw new AssertionError(path + ": " + reply.status() + " " + reply.body());
        }
        return reply;
    }

    /** VTEX sends a merchant's browser here to connect; the page that it comes to. */
    public String connect(Shop shop) {
        var wish = "{\"applicationId\":\"vtex\",\"returnUrl\":\"https://shop.vtexpayments.com.br/?c=\"}";
        return "/admin/connect/"
                + vtex(shop, "/authorization/token", wish).body().path("token").asString();
    }

    /** One that a member of the staff has cancelled; what became of that, only a person can find out. */
    public Payment inReview(Web staff) {
        var shop = open("fields", Map.of("merchantCode", FieldsPlugin.SILENT, "apiKey", "k"));
        var payment = pay(shop, GOOD_CARD, "40.00");
        var path = "/admin/payments/" + payment.id();
        staff.post(
                path + "/change/cancel",
                Map.of(
                        "reason",
                        "sold out",
                        "confirmed",
                        "true",
                        "once",
                        UUID.randomUUID().toString()));
        staff.post(path + "/inquiry", Map.of());
        return find(payment.key());
    }

    /** As it stands. */
    public Payment find(String key) {
        return TenantScope.all().call(() -> payments.withKey(key)).getFirst();
    }
}
