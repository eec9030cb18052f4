package dev.pontage.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoleFilterTest {
    @Test
    void a_gateway_shows_the_protocol_and_hides_the_admin() {
        var filter = new RoleFilter("gateway,worker");

        assertThat(filter.isOpen("/ppp/demo/payments")).isTrue();
        assertThat(filter.isOpen("/hooks/x")).isTrue();
        assertThat(filter.isOpen("/admin/login")).isFalse();
        assertThat(filter.isOpen("/api/v1/tenants")).isFalse();
    }

    @Test
    void an_admin_hides_the_protocol() {
        var filter = new RoleFilter("admin");

        assertThat(filter.isOpen("/admin")).isTrue();
        assertThat(filter.isOpen("/ppp/demo/manifest")).isFalse();
    }

    @Test
    void the_state_is_open_in_every_role() {
        assertThat(new RoleFilter("worker").isOpen("/health")).isTrue();
    }
}
