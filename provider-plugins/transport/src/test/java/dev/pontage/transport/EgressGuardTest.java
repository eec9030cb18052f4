package dev.pontage.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressGuardTest {
    private static final URI SOMEWHERE = URI.create("https://acquirer.example/v1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
                "198.18.0.1", "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1",
                "64:ff9b::a00:1", "2002:a00:1::1"
            })
    void addresses_that_are_not_public_are_refused(String address) throws UnknownHostException {
        assertThat(guard(address).objection(SOMEWHERE)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.128.0.1", "172.32.0.1", "2600:1f18::1"})
    void public_addresses_pass(String address) throws UnknownHostException {
        assertThat(guard(address).objection(SOMEWHERE)).isEmpty();
    }

    @Test
    void one_private_address_among_many_is_enough_to_refuse() throws UnknownHostException {
        assertThat(guard("8.8.8.8", "10.0.0.1").objection(SOMEWHERE)).isPresent();
    }

    @Test
    void plain_http_is_refused() throws UnknownHostException {
        assertThat(guard("8.8.8.8").objection(URI.create("http://acquirer.example/")))
                .isPresent();
    }

    @Test
    void private_networks_may_be_allowed() {
        assertThat(new EgressGuard(true).objection(URI.create("http://127.0.0.1:9/")))
                .isEmpty();
    }

    private static EgressGuard guard(String... addresses) throws UnknownHostException {
        var resolved = new InetAddress[addresses.length];
        for (var i = 0; i < addresses.length; i++) {
            resolved[i] = InetAddress.getByName(addresses[i]);
        }
        return new EgressGuard(false, host -> resolved);
    }
}
