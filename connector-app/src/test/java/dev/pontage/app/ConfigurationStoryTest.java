package dev.pontage.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.ConfigurationFlow;
import dev.pontage.affiliation.Connectors;
import dev.pontage.homologation.Answer;
import dev.pontage.homologation.Gateway;
import dev.pontage.homologation.Order;
import dev.pontage.homologation.Target;
import dev.pontage.tenant.TenantScope;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A merchant connects an account in VTEX, with a browser and an invitation. */
@Timeout(600)
class ConfigurationStoryTest {
    private static final String BACK = "https://store.vtexpayments.com.br/provider-return?authorizationCode=";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static final Platform platform = Platform.shared();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final Platform.Shop shop = platform.shop(Map.of());
    private final Gateway vtex = new Gateway(shop.target(), line -> {});

    private HttpResponse<String> get(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)).GET());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Answer token(String returnUrl) {
        return vtex.post(
                "/authorization/token", "{\"applicationId\":\"vtex\",\"returnUrl\":\"" + returnUrl + "\"}", Map.of());
    }

    /** From VTEX's admin to our page. */
    private String page() {
        var begun = token(BACK);
        var redirect = get(platform.at("/ppp/" + shop.connector() + "/authorization/redirect?applicationId=vtex&token="
                        + begun.text("token"))
                .toString());
        assertThat(redirect.statusCode()).isEqualTo(302);
        return redirect.headers().firstValue("Location").orElseThrow();
    }

    private void acceptInvitation() {
        var connector = platform.bean(Connectors.class).find(shop.connector()).orElseThrow();
        var code =
                platform.bean(ConfigurationFlow.class).invite(shop.affiliation().tenantId(), connector, "a test");
        assertThat(get(platform.at("/admin/connect/invitation/" + code).toString())
                        .statusCode())
                .isEqualTo(200);
    }

    /** Fills in and sends the form; where the browser is sent then. */
    private String agree(String page) {
        var answer = fillIn(page, "s.pixPaidAfterSeconds=1");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> fillIn(String page, String settings) {
        var form = get(page).body();
        var csrf = CSRF.matcher(form);
        assertThat(csrf.find()).as(form).isTrue();
        var body = "_csrf=" + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8)
                + "&plugin=sandbox&environment=test&" + settings + "&merchant="
                + shop.affiliation().tenant();
        return send(HttpRequest.newBuilder(URI.create(page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private Answer collect(String code) {
        return vtex.get("/authorization/credentials?applicationId=vtex&authorizationCode=" + code);
    }

    @Test
    void a_merchant_with_an_invitation_gets_credentials_that_pay() {
        acceptInvitation();
        var back = agree(page());
        assertThat(back).startsWith(BACK);
        var credentials = collect(back.substring(BACK.length()));
        var target = Target.of(shop.target().serviceUrl(), credentials.text("appKey"), credentials.text("appToken"));
        var payment = Gateway.newId();
        var paid = new Gateway(target, line -> {})
                .create(Order.of(payment, "Visa", "").card("4444333322221111"));
        assertThat(paid.text("status")).isEqualTo("approved");
    }

    @Test
    void everything_that_is_wrong_is_said_beside_its_field_and_what_was_typed_stays() {
        acceptInvitation();
        var page = fillIn(page(), "s.pixPaidAfterSeconds=soon&s.latencyMillis=none");
        assertThat(page.body().split("Write a whole number.", -1)).hasSize(3);
        assertThat(page.body()).contains("value=\"soon\"", "value=\"none\"");
    }

    @Test
    void a_code_works_once() {
        acceptInvitation();
        var code = agree(page()).substring(BACK.length());
        assertThat(collect(code).status()).isEqualTo(200);
        assertThat(collect(code).status()).isEqualTo(400);
    }

    @Test
    void a_code_is_over_after_ten_minutes_and_a_token_after_fifteen() {
        acceptInvitation();
        var page = page();
        var code = agree(page()).substring(BACK.length());
        platform.time().advance(Duration.ofMinutes(11));
        assertThat(collect(code).status()).isEqualTo(400);
        platform.time().advance(Duration.ofMinutes(5));
        assertThat(get(page).body()).contains("has expired");
    }

    @Test
    void a_second_run_renews_the_same_affiliation_and_the_former_pair_goes_on_for_a_day() {
        acceptInvitation();
        agree(page());
        var mine = TenantScope.of(shop.affiliation().tenantId())
                .call(() -> platform.bean(Affiliations.class).list(Optional.empty()));
        assertThat(mine).hasSize(1);
        assertThat(vtex.create(Order.of(Gateway.newId(), "Visa", "").card("4444333322221111"))
                        .text("status"))
                .isEqualTo("approved");
    }

    @Test
    void without_an_invitation_or_a_login_the_page_asks_for_one() {
        var page = get(page());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("/admin/login").doesNotContain("pixPaidAfterSeconds");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .doesNotContain("unsafe");
    }

    @Test
    void only_vtex_gets_the_browser_back() {
        assertThat(token("https://vtexpayments.com.br.evil.example/?c=").status())
                .isEqualTo(400);
        assertThat(token("https://evil.example/?c=").status()).isEqualTo(400);
        assertThat(token("javascript:alert(1)").status()).isEqualTo(400);
        assertThat(token("").status()).isEqualTo(400);
        assertThat(token(BACK + "x".repeat(2000)).status()).isEqualTo(400);
    }
}
