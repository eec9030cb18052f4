package dev.pontage.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pontage.database.EmbeddedDatabase;
import dev.pontage.database.Options;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a newcomer does in the first minutes, with a pretend VTEX on the other side. */
@Timeout(900)
class FirstPaymentIT {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void a_payment_is_answered_the_same_after_a_repeat_a_stop_and_a_kill() throws Exception {
        var home = folder.resolve("home");
        var payment = payment("PAY-E2E-1", "4444333322221111", "http://localhost:1/callback");
        RunningPontage.Answer first;
        try (var pontage = RunningPontage.start(home)) {
            first = pontage.pay(payment);
            assertThat(first.status()).isEqualTo(200);
            assertThat(read(first, "status")).isEqualTo("approved");
            assertThat(pontage.pay(payment)).isEqualTo(first);
            assertThat(pontage.stopWithin(25)).isTrue();
        }

        try (var pontage = RunningPontage.start(home)) {
            assertSameIds(pontage.pay(payment), first);
            pontage.kill();
        }

        try (var pontage = RunningPontage.start(home)) {
            assertSameIds(pontage.pay(payment), first);
        }
        assertThat(attempts(home)).as("the plugin was asked once").isEqualTo(1);
    }

    /** The journal counts every call of the plugin before it is made. */
    private static int attempts(Path home) throws SQLException {
        var folder = home.resolve("database");
        try (var database = EmbeddedDatabase.start(folder, Options.forProduct(folder));
                var connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                var rows = connection.createStatement().executeQuery("select sum(attempt) from operation")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void the_open_pages_answer() throws Exception {
        var pontage = RunningPontage.shared();

        assertThat(pontage.get("/health")).isEqualTo(new RunningPontage.Answer(200, "{\"status\":\"UP\"}"));
        assertThat(pontage.get("/admin/login").status()).isEqualTo(200);
        var manifest = pontage.get("/ppp/demo/manifest");
        assertThat(manifest.status()).isEqualTo(200);
        assertThat(manifest.body()).contains("\"Visa\"", "\"Pix\"");
    }

    @Test
    void the_details_are_on_the_management_port_alone() throws Exception {
        var pontage = RunningPontage.shared();
        var management = URI.create(pontage.printed("management"));

        assertThat(management.getPort()).isNotEqualTo(pontage.port());
        assertThat(pontage.get(management.getPath()).status()).isNotEqualTo(200);
        assertThat(RunningPontage.get(management).body()).contains("\"components\"");
    }

    @Test
    void every_file_of_the_home_is_closed_to_others() throws Exception {
        try (var files = Files.walk(RunningPontage.shared().home())) {
            assertThat(files.filter(it -> Files.isRegularFile(it) || Files.isDirectory(it))
                            .filter(it -> !it.endsWith("plugins/broken.jar"))
                            .filter(FirstPaymentIT::isOpen))
                    .isEmpty();
        }
    }

    private static boolean isOpen(Path path) {
        try {
            return !PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
                    .endsWith("------");
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void a_payment_that_is_decided_later_is_called_back() throws Exception {
        var decided = new CompletableFuture<String>();
        var vtex = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vtex.createContext("/callback", exchange -> {
            decided.complete(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        vtex.start();
        var pontage = RunningPontage.shared();
        try {
            var callback = "http://localhost:" + vtex.getAddress().getPort() + "/callback";

            var answer = pontage.pay(payment("PAY-E2E-2", "4222222222222224", callback));

            assertThat(read(answer, "status")).isEqualTo("undefined");
            var told = JSON.readTree(decided.get(120, TimeUnit.SECONDS));
            assertThat(told.path("paymentId").asString()).isEqualTo("PAY-E2E-2");
            assertThat(told.path("status").asString()).isEqualTo("approved");
        } finally {
            vtex.stop(0);
        }
    }

    private static void assertSameIds(RunningPontage.Answer repeated, RunningPontage.Answer first) {
        for (var id : new String[] {"status", "tid", "nsu", "authorizationId"}) {
            assertThat(read(repeated, id)).as(id).isEqualTo(read(first, id)).isNotBlank();
        }
    }

    private static String read(RunningPontage.Answer answer, String field) {
        JsonNode body = JSON.readTree(answer.body());
        return body.path(field).asString();
    }

    private static String payment(String id, String card, String callback) {
        return """
                {"paymentId":"%s","transactionId":"TX-%1$s","reference":"1001","orderId":"1001-01","merchantName":"demo",
                 "paymentMethod":"Visa","value":25.9,"currency":"BRL","installments":1,"callbackUrl":"%s",
                 "returnUrl":"http://localhost:1/return","card":{"number":"%s","holder":"Jo Doe","csc":"123",
                 "expiration":{"month":"12","year":"2032"}},"miniCart":{"buyer":{},"items":[]}}""".formatted(id, callback, card);
    }
}
