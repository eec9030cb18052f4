package dev.pontage.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.affiliation.Affiliation.Environment;
import org.junit.jupiter.api.Test;

class CallerTest {
    private static final String PIX =
            "{\"paymentId\":\"P2\",\"paymentMethod\":\"Pix\",\"value\":10,\"currency\":\"BRL\"}";

    private final PppEdge edge = new PppEdge();

    @Test
    void either_header_family_will_do() {
        assertThat(status("X-PROVIDER-API-AppKey", "key", "x-provider-api-apptoken", "token"))
                .isEqualTo(200);
        assertThat(status("X-VTEX-API-AppKey", "key", "X-PROVIDER-API-AppToken", "token"))
                .isEqualTo(200);
    }

    @Test
    void families_that_differ_leave_open_who_it_is() {
        assertThat(status(
                        "X-VTEX-API-AppKey", "key",
                        "X-VTEX-API-AppToken", "token",
                        "X-PROVIDER-API-AppKey", "another"))
                .isEqualTo(401);
    }

    @Test
    void wrong_or_missing_credentials_are_refused_in_json() {
        assertThat(status("X-VTEX-API-AppKey", "key", "X-VTEX-API-AppToken", "wrong"))
                .isEqualTo(401);
        var reply = edge.post("/payments", PIX, "Accept", "application/json");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().get("status").asString()).isEqualTo("error");
    }

    @Test
    void the_test_suites_header_is_no_way_around() {
        assertThat(status("X-VTEX-API-Is-TestSuite", "true", "X-VTEX-API-AppKey", "", "X-VTEX-API-AppToken", ""))
                .isEqualTo(401);
    }

    @Test
    void an_affiliation_that_is_open_to_the_test_suite_takes_empty_credentials_from_it_alone() {
        edge.directory.affiliation = FakeDirectory.affiliation(Environment.TEST, false, true);
        assertThat(status("X-VTEX-API-Is-TestSuite", "true", "X-VTEX-API-AppKey", "", "X-VTEX-API-AppToken", ""))
                .isEqualTo(200);
        assertThat(status("X-VTEX-API-AppKey", "", "X-VTEX-API-AppToken", "")).isEqualTo(401);
        assertThat(status("X-VTEX-API-Is-TestSuite", "true", "X-VTEX-API-AppKey", "key"))
                .isEqualTo(401);
    }

    @Test
    void an_unknown_connector_is_not_found() {
        assertThat(edge.get("nobody/manifest").status()).isEqualTo(404);
        assertThat(edge.get("nobody/payments").status()).isEqualTo(404);
    }

    @Test
    void the_manifest_is_public_and_lists_what_is_on() {
        var reply = edge.get("acmepay/manifest");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("paymentMethods").toString())
                .isEqualTo(
                        "[{\"name\":\"Visa\",\"allowsSplit\":\"onCapture\"},{\"name\":\"Pix\",\"allowsSplit\":\"disabled\"}]");
        assertThat(reply.json().get("customFields").toString())
                .isEqualTo("[{\"name\":\"clientKey\",\"type\":\"password\"}]");
    }

    @Test
    void the_list_of_old_is_public_too() {
        assertThat(edge.get("acmepay/payment-methods").text()).isEqualTo("{\"paymentMethods\":[\"Visa\",\"Pix\"]}");
    }

    private int status(String... headers) {
        return edge.post("/payments", PIX, headers).status();
    }
}
