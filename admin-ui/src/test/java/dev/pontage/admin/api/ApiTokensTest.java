package dev.pontage.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.ApiTokens;
import dev.pontage.admin.access.Role;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.SettableClock;
import dev.pontage.admin.world.Shops;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@AdminTest
class ApiTokensTest {
    private final ApiTokens tokens;
    private final People people;
    private final Shops shops;
    private final SettableClock clock;

    ApiTokensTest(ApiTokens tokens, People people, Shops shops, Clock clock) {
        this.tokens = tokens;
        this.people = people;
        this.shops = shops;
        this.clock = (SettableClock) clock;
    }

    private String token(Role role, Optional<Duration> valid, UUID... merchants) {
        var draft = new ApiTokens.Draft("script", role, merchants.length == 0, Set.of(merchants), valid);
        return tokens.make(draft, "a test");
    }

    @Test
    void a_token_of_one_merchant_sees_that_merchant_only() {
        var mine = shops.open();
        shops.open();
        var listed = people.script(token(Role.VIEWER, Optional.empty(), mine.tenantId()))
                .get("/api/v1/tenants");
        assertThat(listed.body().values())
                .extracting(it -> it.path("id").asString())
                .containsExactly(mine.slug());
    }

    @Test
    void a_merchant_in_the_body_is_checked_like_one_in_the_path() {
        var mine = shops.open();
        var other = shops.open();
        var refused = people.script(token(Role.ADMINISTRATOR, Optional.empty(), mine.tenantId()))
                .post(
                        "/api/v1/affiliations",
                        "{\"tenantId\":\"%s\",\"connectorId\":\"%s\",\"plugin\":\"sandbox\"}"
                                .formatted(other.slug(), other.affiliation().connector()));
        assertThat(refused.status()).isEqualTo(404);
    }

    @Test
    void a_viewers_token_changes_nothing() {
        var shop = shops.open();
        var reply = people.script(token(Role.VIEWER, Optional.empty()))
                .put("/api/v1/tenants/" + shop.slug() + "/limits", "{\"burst\":1}");
        assertThat(reply.status()).isEqualTo(403);
    }

    @Test
    void a_token_ends_with_its_time() {
        var script = people.script(token(Role.VIEWER, Optional.of(Duration.ofHours(1))));
        assertThat(script.get("/api/v1/tenants").status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(61));
        assertThat(script.get("/api/v1/tenants").status()).isEqualTo(401);
    }

    @Test
    void a_revoked_token_opens_nothing() {
        var script = people.script(token(Role.VIEWER, Optional.empty()));
        assertThat(script.get("/api/v1/tenants").status()).isEqualTo(200);
        tokens.revoke(tokens.list().getFirst().id());
        assertThat(script.get("/api/v1/tenants").status()).isEqualTo(401);
    }

    @Test
    void the_last_use_is_known() {
        people.script(token(Role.VIEWER, Optional.empty())).get("/api/v1/tenants");
        assertThat(tokens.list().getFirst().lastUsedAt()).contains(clock.instant());
    }
}
