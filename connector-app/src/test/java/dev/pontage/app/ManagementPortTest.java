package dev.pontage.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/** Two that start at once both want the usual port of the details. */
class ManagementPortTest {
    @Test
    void a_usual_port_that_was_taken_meanwhile_gives_way_to_any() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(portWhereUsualIs(other.getLocalPort())).isZero();
        }
    }

    @Test
    void a_usual_port_that_is_free_is_taken() throws IOException {
        var free = RunningPontage.freePort();

        assertThat(portWhereUsualIs(free)).isEqualTo(free);
    }

    @Test
    void a_port_that_was_asked_for_stays() {
        assertThat(portWhereUsualIs(0)).isEqualTo(4242);
    }

    private static int portWhereUsualIs(int usual) {
        var factory = new TomcatServletWebServerFactory(4242);

        new ManagementPort().usualOrAny("127.0.0.1", usual).customize(factory);

        return factory.getPort();
    }
}
