package dev.pontage.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressGuardTest {
    /** Another name each time, since a judgement holds for a while. */
    private final URI somewhere = URI.create("https://acquirer-" + System.nanoTime() + ".example/v1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
                "198.18.0.1", "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1",
                "64:ff9b::a00:1", "2002:a00:1::1"
            })
    void addresses_that_are_not_public_are_refused(String address) throws UnknownHostException {
        assertThat(guard(address).objection(somewhere)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.128.0.1", "172.32.0.1", "2600:1f18::1"})
    void public_addresses_pass(String address) throws UnknownHostException {
        assertThat(guard(address).objection(somewhere)).isEmpty();
    }

    @Test
    void one_private_address_among_many_is_enough_to_refuse() throws UnknownHostException {
        assertThat(guard("8.8.8.8", "10.0.0.1").objection(somewhere)).isPresent();
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

    @Test
    void what_was_judged_is_what_the_process_connects_to() throws UnknownHostException {
        var host = "pinned-" + System.nanoTime() + ".example";
        guard("8.8.4.4").objection(URI.create("https://" + host + "/"));

        assertThat(InetAddress.getByName(host).getHostAddress()).isEqualTo("8.8.4.4");
    }

    @Test
    void a_name_that_was_refused_is_not_pinned() throws UnknownHostException {
        var host = "refused-" + System.nanoTime() + ".invalid";
        guard("10.0.0.1").objection(URI.create("https://" + host + "/"));

        assertThat(PinnedAddresses.fresh(host)).isEmpty();
    }

    private static EgressGuard guard(String... addresses) throws UnknownHostException {
        var resolved = new InetAddress[addresses.length];
        for (var i = 0; i < addresses.length; i++) {
            resolved[i] = InetAddress.getByName(addresses[i]);
        }
        return new EgressGuard(false, host -> resolved);
    }
}
