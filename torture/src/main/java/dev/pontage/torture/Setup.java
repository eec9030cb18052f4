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

    /** Merchants with the bundled sandbox, all of one connector. */
    List<Shop> sandboxes(int count) {
        call("POST", "/tenants", Map.of("id", TENANT, "name", "Torture"));
        limit(1_000_000);
        call("POST", "/connectors", Map.of("id", "bench", "displayName", "bench", "plugins", List.of("sandbox")));
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(it -> affiliation(TENANT, "bench", "sandbox", "shop " + it, Map.of()))
                .toList();
    }

    /** What all of them together may take. */
    void limit(int requestsPerSecond) {
        call(
                "PUT",
                "/tenants/" + TENANT + "/limits",
                Map.of("requestsPerSecond", requestsPerSecond, "burst", requestsPerSecond, "maxConcurrent", 5_000));
    }

    private Shop shop(String name) {
        return shop(TENANT, name, "judge-" + name, judge);
    }

    private Shop shop(String tenant, String name, String plugin, String acquirer) {
        call("POST", "/connectors", Map.of("id", name, "displayName", name, "plugins", List.of(plugin)));
        return affiliation(tenant, name, plugin, name, Map.of("apiBaseUrl", acquirer + "/v1"));
    }

    private Shop affiliation(
            String tenant, String connector, String plugin, String name, Map<String, Object> settings) {
        var made = call(
                "POST",
                "/affiliations",
                Map.of(
                        "tenantId", tenant,
                        "connectorId", connector,
                        "plugin", plugin,
                        "environment", "test",
                        "displayName", name,
                        "settings", settings));
        return new Shop(connector, made.text("appKey"), made.text("appToken"));
    }

    /** A tenant of its own with one affiliation. */
    Shop merchant(String name, String acquirer, int requestsPerSecond) {
        call("POST", "/tenants", Map.of("id", name, "name", name));
        call(
                "PUT",
                "/tenants/" + name + "/limits",
                Map.of("requestsPerSecond", requestsPerSecond, "burst", requestsPerSecond, "maxConcurrent", 100));
        return shop(name, name, "judge-asking", acquirer);
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
