package dev.pontage.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CardLeakTest {
    private static final List<String> SECRETS = List.of("4444333322221111", "Ana Souza", "12345678909");

    private final PppEdge edge = new PppEdge();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger("dev.pontage");

    @BeforeEach
    void listen() {
        log.start();
        root.setLevel(Level.TRACE);
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        root.setLevel(null);
    }

    @Test
    void nothing_of_a_card_is_answered_or_logged() {
        nothingIn(edge.post("/payments", PppEdge.CARD).text());
        edge.engine.broken = Optional.of(new IllegalStateException("the database is away"));
        nothingIn(edge.post("/payments", PppEdge.CARD.replace("P1", "P7")).text());
    }

    @Test
    void a_body_that_breaks_off_anywhere_shows_nothing() {
        for (var i = 0; i < PppEdge.CARD.length(); i += 3) {
            nothingIn(edge.post("/payments", PppEdge.CARD.substring(0, i)).text());
        }
    }

    @Test
    void the_body_is_zeroed_once_it_is_read() {
        var body = PppEdge.CARD.getBytes(StandardCharsets.UTF_8);
        var read = BodyReader.read(body);
        assertThat(body).containsOnly(0);
        nothingIn(read.toString());
        nothingIn(read.card().direct().toString());
    }

    private void nothingIn(String text) {
        var everything = text
                + log.list.stream()
                        .map(it -> it.getFormattedMessage()
                                + (it.getThrowableProxy() == null
                                        ? ""
                                        : ThrowableProxyUtil.asString(it.getThrowableProxy())))
                        .collect(Collectors.joining());
        assertThat(SECRETS).noneMatch(everything::contains);
    }
}
