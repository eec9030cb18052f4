package dev.pontage.torture;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;

/** What staff would do once: a merchant, three connectors, three affiliations. */
final class Setup {
    static final String TOKEN = "torture-torture-torture-torture-torture";
    private static final String TENANT = "torture";

    private final Node node;
    private final String judge;

    Setup(Node node, String judge) {
        this.node = node;
        this.judge = judge;
    }

    List<Shop> shops() {
        call("POST", "/tenants", Map.of("id", TENANT, "name", "Torture"));
        call(
                "PUT",
                "/tenants/" + TENANT + "/limits",
                Map.of("requestsPerSecond", 5000, "burst", 10000, "maxConcurrent", 500));
        return List.of(shop("asking"), shop("replaying"), shop("silent"));
    }

    private Shop shop(String name) {
        var plugin = "judge-" + name;
        call("POST", "/connectors", Map.of("id", name, "displayName", name, "plugins", List.of(plugin)));
        var made = call(
                "POST",
                "/affiliations",
                Map.of(
                        "tenantId", TENANT,
                        "connectorId", name,
                        "plugin", plugin,
                        "environment", "test",
                        "displayName", name,
                        "settings", Map.of("apiBaseUrl", judge + "/v1")));
        return new Shop(name, made.text("appKey"), made.text("appToken"));
    }

    private Http.Reply call(String method, String path, Map<String, Object> body) {
        var request = Http.request(node.at("/api/v1" + path))
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, BodyPublishers.ofString(Http.JSON.writeValueAsString(body)))
                .build();
        var reply = Http.send(request).orElseThrow(() -> new IllegalStateException(path + " was not answered"));
        if (reply.status() / 100 != 2) {
            throw new IllegalStateException(path + " was answered " + reply);
        }
        return reply;
    }
}
