package dev.pontage.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.RouteList;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.Api;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.Shops;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@AdminTest
class IdempotencyTest {
    private final RequestMappingHandlerMapping mappings;
    private final Shops shops;
    private final Api api;
    private final String key = UUID.randomUUID().toString();

    IdempotencyTest(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            People people,
            Shops shops) {
        this.mappings = mappings;
        this.shops = shops;
        this.api = people.script();
    }

    private Api.Reply write(String path, String body) {
        return api.send("POST", path, body, Map.of("Idempotency-Key", key));
    }

    @Test
    void a_repeat_gets_the_first_answer_token_and_all() {
        var shop = shops.open();
        var path = "/api/v1/affiliations/" + shop.affiliation().id() + "/credentials";
        var first = write(path, "{\"graceSeconds\":60}");
        var again = write(path, "{\"graceSeconds\":60}");
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("appToken")).isEqualTo(first.text("appToken")).isNotBlank();
        assertThat(again.response().headers().firstValue("Idempotent-Replayed")).hasValue("true");
    }

    @Test
    void a_refusal_is_repeated_too() {
        assertThat(write("/api/v1/tenants", "{}").status()).isEqualTo(422);
        var again = write("/api/v1/tenants", "{}");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body().path("errors").isArray()).isTrue();
    }

    @Test
    void the_key_of_another_write_is_refused() {
        var id = "i-" + key.substring(0, 8);
        assertThat(write("/api/v1/tenants", "{\"id\":\"%s\",\"name\":\"A\"}".formatted(id))
                        .status())
                .isEqualTo(201);
        assertThat(write("/api/v1/tenants", "{\"id\":\"%s\",\"name\":\"B\"}".formatted(id))
                        .status())
                .isEqualTo(422);
        assertThat(write("/api/v1/tenants", "{\"id\":\"%s\",\"name\":\"A\"}".formatted(id))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void the_description_knows_every_route_and_no_other() {
        var described = api.get("/api/v1/openapi.json").body().path("paths");
        var told = described
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(it -> !it.getKey().equals("parameters"))
                        .map(it -> it.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .toList();
        assertThat(told).containsExactlyInAnyOrderElementsOf(RouteList.api(mappings));
    }
}
