package dev.pontage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class StartSettingsTest {
    @Test
    void without_a_database_address_the_embedded_one_is_used_on_loopback_with_private_network() {
        var settings = settings(Map.of());

        assertThat(settings.embedded()).isTrue();
        assertThat(settings.address()).contains("127.0.0.1");
        assertThat(settings.allowPrivateNetwork()).isTrue();
    }

    @Test
    void with_a_database_address_the_private_network_is_closed_and_every_address_is_heard() {
        var settings = settings(Map.of("spring.datasource.url", "jdbc:mysql://db/pontage"));

        assertThat(settings.embedded()).isFalse();
        assertThat(settings.address()).isEmpty();
        assertThat(settings.allowPrivateNetwork()).isFalse();
    }

    @Test
    void the_public_address_follows_the_port() {
        assertThat(settings(Map.of("server.port", "9000")).publicUrl()).isEqualTo("http://localhost:9000");
    }

    @Test
    void a_role_that_does_not_exist_is_named() {
        assertThatThrownBy(() -> settings(Map.of("pontage.roles", "gateway,cook")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("\"cook\"")
                .hasMessageContaining("gateway,admin,worker");
    }

    @Test
    void a_port_that_is_no_number_is_named() {
        assertThatThrownBy(() -> settings(Map.of("server.port", "http")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("SERVER_PORT");
    }

    @Test
    void the_production_profile_names_everything_that_is_unsafe() {
        assertThat(ProductionRules.problems(settings(Map.of("spring.profiles.active", "production"))))
                .hasSize(4)
                .anyMatch(it -> it.contains("SPRING_DATASOURCE_URL"))
                .anyMatch(it -> it.contains("PONTAGE_MASTER_KEY_FILE"))
                .anyMatch(it -> it.contains("PONTAGE_ALLOW_PRIVATE_NETWORK"))
                .anyMatch(it -> it.contains("PONTAGE_PUBLIC_URL"));
    }

    @Test
    void the_production_profile_has_no_demo_unless_it_is_asked_for_and_then_refuses() {
        assertThat(ProductionRules.problems(
                        settings(Map.of("spring.profiles.active", "production", "pontage.demo", "true"))))
                .anyMatch(it -> it.contains("PONTAGE_DEMO"));
    }

    private static StartSettings settings(Map<String, Object> values) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(it -> environment.getPropertySources().remove(it.getName()));
        environment.getPropertySources().addFirst(new MapPropertySource("test", values));
        return StartSettings.from(environment);
    }
}
