package dev.pontage.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.Api;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import dev.pontage.admin.world.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Walks every route there is: nobody gets more than their role and scope, and a new route fails until it is listed. */
@AdminTest
class RoutesTest {
    private static final String NOBODY = "00000000-0000-7000-8000-000000000001";

    private static final Map<Role, Set<String>> MAY = Map.of(
            Role.VIEWER, Set.of("READ"),
            Role.OPERATOR, Set.of("READ", "OPERATE"),
            Role.ADMINISTRATOR, Set.of("READ", "OPERATE", "ADMINISTER", "PLATFORM", "AUDIT"),
            Role.AUDITOR, Set.of("READ", "AUDIT"));

    /** Whatever a form may want, so that a refusal is about the person and not about a missing field. */
    private static final Map<String, String> FIELDS = new HashMap<>(Map.ofEntries(
            Map.entry("name", "N"),
            Map.entry("displayName", "N"),
            Map.entry("timeZone", "America/Sao_Paulo"),
            Map.entry("requestsPerSecond", "5"),
            Map.entry("burst", "5"),
            Map.entry("maxConcurrent", "5"),
            Map.entry("suspended", "false"),
            Map.entry("open", "false"),
            Map.entry("typed", "x"),
            Map.entry("graceHours", "1"),
            Map.entry("amount", "1.00"),
            Map.entry("once", "11111111-1111-4111-8111-111111111111"),
            Map.entry("reason", "a test")));

    private final List<Route> routes;
    private final People people;
    private final Shops shops;
    private final ApiTokens tokens;

    RoutesTest(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            People people,
            Shops shops,
            ApiTokens tokens) {
        this.routes = Route.all(mappings);
        this.people = people;
        this.shops = shops;
        this.tokens = tokens;
    }

    @Test
    void every_route_demands_what_the_list_says() throws IOException {
        var listed = new ClassPathResource("routes.txt")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(routes.stream().map(Route::toString)).containsExactlyElementsOf(listed);
    }

    @ParameterizedTest
    @EnumSource
    void somebody_of_all_merchants_gets_what_the_role_allows(Role role) {
        var may = MAY.getOrDefault(role, Set.of());
        walk(people.join(role).web(), people.script(token(role)), may);
    }

    @ParameterizedTest
    @EnumSource
    void somebody_of_one_merchant_never_gets_what_all_merchants_share(Role role) {
        var merchant = shops.open().tenantId();
        var may = new ArrayList<>(MAY.getOrDefault(role, Set.of()));
        may.removeAll(List.of("PLATFORM", "AUDIT"));
        walk(people.join(role, merchant).web(), people.script(token(role, merchant)), Set.copyOf(may));
    }

    private void walk(Web web, Api api, Set<String> may) {
        for (var route : routes) {
            if (route.demands().equals("ANYONE")) {
                continue;
            }
            var status = call(route, route.with("nowhere", NOBODY), web, api);
            if (may.contains(route.demands())) {
                assertThat(status).as("open: " + route).isNotIn(401, 403).isLessThan(500);
            } else {
                assertThat(status).as("closed: " + route).isEqualTo(403);
            }
        }
    }

    @Test
    void another_merchants_things_are_not_found() {
        var mine = shops.open();
        var other = shops.open();
        var payment = shops.pay(other, Shops.GOOD_CARD, "10.00");
        var web = people.join(Role.ADMINISTRATOR, mine.tenantId()).web();
        var api = people.script(token(Role.ADMINISTRATOR, mine.tenantId()));
        for (var route : routes) {
            // A route that demands nobody is opened by the code in its path, not by a merchant.
            if (!route.path().contains("{")
                    || route.path().contains("/connectors/")
                    || route.demands().equals("ANYONE")) {
                continue;
            }
            var id = route.path().startsWith("/api/v1/payments")
                    ? payment.key()
                    : route.path().startsWith("/admin/payments")
                            ? payment.id().toString()
                            : other.affiliation().id().toString();
            var status = call(route, route.with(other.slug(), id), web, api);
            var reachesBeyond = Set.of("PLATFORM", "AUDIT").contains(route.demands());
            assertThat(status).as(route.toString()).isEqualTo(reachesBeyond ? 403 : 404);
        }
    }

    @Test
    void no_list_and_no_page_that_merchants_share_shows_another_merchants_things() {
        var mine = shops.open();
        var other = shops.open();
        var names = List.of(
                other.slug(),
                other.tenantId().toString(),
                other.affiliation().id().toString(),
                shops.pay(other, Shops.SLOW_CARD, "10.00").key(),
                shops.webhook(other));
        var own = people.join(Role.ADMINISTRATOR, mine.tenantId()).web();
        var all = people.join(Role.ADMINISTRATOR).web();
        var ownApi = people.script(token(Role.ADMINISTRATOR, mine.tenantId()));
        var allApi = people.script(token(Role.ADMINISTRATOR));
        var shown = new TreeSet<String>();
        for (var route : routes) {
            var shared = !route.path().contains("{") || route.path().contains("/connectors/");
            if (!shared || !route.method().equals("GET") || route.demands().equals("ANYONE")) {
                continue;
            }
            var path = route.with(
                    other.affiliation().connector(), other.affiliation().connector());
            assertThat(read(route, path, own, ownApi)).as(route.toString()).doesNotContain(names);
            if (names.stream().anyMatch(read(route, path, all, allApi)::contains)) {
                shown.add(route.path());
            }
        }
        assertThat(shown)
                .as("somebody of all merchants does see them")
                .contains("/admin/merchants", "/admin/affiliations", "/admin/connectors/{id}")
                .contains("/admin/payments", "/admin/webhooks")
                .contains("/api/v1/payments", "/api/v1/affiliations", "/api/v1/tenants", "/api/v1/webhooks");
    }

    private static String read(Route route, String path, Web web, Api api) {
        return route.isApi() ? api.get(path).response().body() : web.get(path).body();
    }

    @Test
    void nobody_reaches_anything_without_logging_in() {
        var web = people.browser();
        var api = people.script("");
        for (var route : routes) {
            if (route.demands().equals("ANYONE")) {
                continue;
            }
            var path = route.with("nowhere", NOBODY);
            if (route.isApi()) {
                assertThat(call(route, path, web, api)).as(route.toString()).isEqualTo(401);
            } else {
                assertThat(web.get(path).path()).as(route.toString()).isEqualTo("/admin/login");
            }
        }
    }

    @Test
    void a_form_without_the_sessions_token_is_refused() {
        var web = people.join(Role.ADMINISTRATOR).web();
        web.forgetCsrf();
        for (var route : routes) {
            if (!route.isApi() && route.method().equals("POST")) {
                assertThat(web.post(route.with("nowhere", NOBODY), FIELDS).status())
                        .as(route.toString())
                        .isEqualTo(403);
            }
        }
    }

    private static int call(Route route, String path, Web web, Api api) {
        if (route.isApi()) {
            var method = route.method().equals("ANY") ? "GET" : route.method();
            var body = path.endsWith("/payment-methods") ? "[]" : "{}";
            return api.send(method, path, method.equals("GET") ? "" : body, Map.of())
                    .status();
        }
        return route.method().equals("POST")
                ? web.post(path, FIELDS).status()
                : web.get(path).status();
    }

    private String token(Role role, UUID... merchants) {
        var draft = new ApiTokens.Draft(
                role + " " + merchants.length, role, merchants.length == 0, Set.of(merchants), Optional.empty());
        return tokens.make(draft, "a test");
    }
}
