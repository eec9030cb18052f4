package dev.pontage.affiliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pontage.error.Rejection;
import dev.pontage.tenant.TenantScope;
import dev.pontage.world.World;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** A new version on trial, on a real database. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
class RolloutsTest {
    @Autowired
    private Rollouts rollouts;

    @Autowired
    private Affiliations affiliations;

    @Autowired
    private World.Merchants merchants;

    private UUID affiliation = new UUID(0, 0);

    @BeforeEach
    void makeAffiliation() {
        affiliation = merchants.fresh("scripted").affiliation().id();
    }

    @Test
    void all_new_payments_may_go_to_a_new_version_and_back() {
        TenantScope.all().run(() -> {
            rollouts.begin(affiliation, "9.0.0", 100, "staff");
            assertThat(rollouts.versionFor(found(), "A")).contains("9.0.0");

            assertThat(rollouts.end(affiliation, true).words()).isEqualTo("1.0.0");
            assertThat(rollouts.of(found())).isEmpty();
            assertThat(rollouts.versionFor(found(), "A")).contains("1.0.0");
        });
    }

    @Test
    void a_version_that_proved_itself_is_what_the_affiliation_is_pinned_to() {
        TenantScope.all().run(() -> {
            rollouts.begin(affiliation, "9.0.0", 1, "staff");
            assertThat(rollouts.end(affiliation, false).words()).isEqualTo("9.0.0");

            assertThat(found().pinnedVersion()).contains("9.0.0");
        });
    }

    @Test
    void what_is_not_under_way_does_not_end() {
        TenantScope.all().run(() -> {
            var before = found().pinnedVersion();

            assertThat(rollouts.end(affiliation, true).trial()).isEmpty();
            assertThat(found().pinnedVersion()).isEqualTo(before);
        });
    }

    @Test
    void more_than_all_is_refused() {
        assertThatThrownBy(() -> TenantScope.all().run(() -> rollouts.begin(affiliation, "9.0.0", 101, "staff")))
                .isInstanceOf(Rejection.class);
    }

    private Affiliation found() {
        return affiliations.find(affiliation).orElseThrow();
    }
}
