package dev.pontage.app;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrowdedTest {
    private static final int PLACES = 8;

    private final Tomcat tomcat = new Tomcat();

    @BeforeEach
    void serve(@TempDir Path home) throws Exception {
        tomcat.setBaseDir(home.toString());
        tomcat.setHostname("localhost");
        tomcat.setPort(0);
        var connector = tomcat.getConnector();
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxConnections", Integer.toString(PLACES));
        tomcat.getEngine().getPipeline().addValve(new Crowded());
        var context = tomcat.addContext("", home.toString());
        Tomcat.addServlet(context, "ok", new Ok());
        context.addServletMappingDecoded("/", "ok");
        tomcat.start();
    }

    @AfterEach
    void end() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void connections_are_kept_while_there_are_places() throws IOException {
        try (var one = new Caller();
                var other = new Caller()) {
            assertThat(List.of(one.asks(), other.asks(), one.asks(), other.asks()))
                    .containsOnly("kept");
        }
    }

    @Test
    void with_more_than_half_of_the_places_taken_an_answer_says_that_its_connection_ends_and_ends_it()
            throws IOException {
        try (var one = new Caller();
                var other = new Caller()) {
            assertThat(List.of(one.asks(), other.asks())).containsOnly("kept");
            // Connections are taken in order, so all five are counted when the fifth one's request is read.
            try (var third = new Caller();
                    var fourth = new Caller();
                    var fifth = new Caller()) {
                assertThat(fifth.asks()).isEqualTo("closed");
            }
        }
    }

    private static final class Ok extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("ok");
        }
    }

    private final class Caller implements AutoCloseable {
        private final Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort());
        private final BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

        Caller() throws IOException {
            socket.setSoTimeout(30_000);
        }

        /** Whether the answer says that the connection ends, and whether it does. */
        String asks() throws IOException {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var said = "kept";
            for (var line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                said = line.equalsIgnoreCase("Connection: close") ? "closed" : said;
            }
            in.skip("ok".length());
            return said.equals("closed") && in.readLine() != null ? "said, not closed" : said;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
