package dev.pontage.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.database.TestDatabase;
import dev.pontage.secret.MasterKey;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** As docker-compose.yml has it: one node takes payments, another shows the admin, both on one database, in production. */
@Timeout(900)
class TwoNodesIT {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final TestDatabase.Schema schema = TestDatabase.createSchemaFor(TwoNodesIT.class);

    @Test
    void what_the_admin_node_sets_up_the_gateway_node_serves() throws Exception {
        var key = folder.resolve("master.key");
        MasterKey.make(key);
        try (var gateway = RunningPontage.start(folder.resolve("gateway"), node(key, "gateway,worker"));
                var admin = RunningPontage.start(folder.resolve("admin"), node(key, "admin"))) {
            made(admin.tell("/api/v1/tenants", "{\"id\":\"shop\",\"name\":\"Shop\"}"));
            made(admin.tell(
                    "/api/v1/connectors", "{\"id\":\"pay\",\"displayName\":\"Pay\",\"plugins\":[\"sandbox\"]}"));
            var pair = made(admin.tell("/api/v1/affiliations", """
                    {"tenantId":"shop","connectorId":"pay","plugin":"sandbox","environment":"test",
                     "displayName":"Shop","settings":{}}"""));

            var answer = RunningPontage.send(gateway.request("/ppp/pay/payments")
                    .header("Content-Type", "application/json")
                    .header("X-VTEX-API-AppKey", pair.path("appKey").asString())
                    .header("X-VTEX-API-AppToken", pair.path("appToken").asString())
                    .POST(BodyPublishers.ofString(PIX)));

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(read(answer).path("status").asString()).isEqualTo("undefined");
            assertThat(admin.ask("/api/v1/payments/PAY-TWO-1").body()).contains("\"PAY-TWO-1\"");
            assertThat(gateway.get("/admin/login").status()).isEqualTo(404);
            assertThat(admin.get("/ppp/pay/manifest").status()).isEqualTo(404);
            assertThat(gateway.get("/health").status()).isEqualTo(200);
            assertThat(admin.get("/health").status()).isEqualTo(200);
        }
    }

    private Map<String, String> node(Path key, String roles) throws IOException {
        Files.createDirectories(folder);
        return new HashMap<>(Map.of(
                "SPRING_PROFILES_ACTIVE",
                "production",
                "SPRING_DATASOURCE_URL",
                schema.jdbcUrl(),
                "SPRING_DATASOURCE_USERNAME",
                schema.username(),
                "SPRING_DATASOURCE_PASSWORD",
                schema.password(),
                "PONTAGE_MASTER_KEY_FILE",
                key.toString(),
                "PONTAGE_PUBLIC_URL",
                "https://pay.example.com",
                "SERVER_ADDRESS",
                "127.0.0.1",
                "PONTAGE_ROLES",
                roles));
    }

    private static JsonNode made(RunningPontage.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return read(answer);
    }

    private static JsonNode read(RunningPontage.Answer answer) {
        return JSON.readTree(answer.body());
    }

    private static final String PIX = """
            {"paymentId":"PAY-TWO-1","transactionId":"TX-2","reference":"1002","orderId":"1002-01","merchantName":"shop",
             "paymentMethod":"Pix","value":25.9,"currency":"BRL","installments":1,
             "callbackUrl":"https://shop.example.com/callback","returnUrl":"https://shop.example.com/return",
             "miniCart":{"buyer":{},"items":[]}}""";
}
