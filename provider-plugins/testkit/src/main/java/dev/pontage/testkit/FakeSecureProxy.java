package dev.pontage.testkit;

import dev.pontage.spi.Transport.Json;
import dev.pontage.transport.CardData;
import dev.pontage.transport.CardData.Part;
import dev.pontage.transport.Formula;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * VTEX's Secure Proxy as a plugin's requests meet it: it puts the card where its tokens stand, and passes on; and it makes
 * tokens for what a plugin wants to have worked out of the card.
 */
final class FakeSecureProxy implements AutoCloseable {
    private static final String TOKENS = "/tokens";
    private static final String FORWARD = "X-PROVIDER-Forward-";

    private final Map<Part, String> card;
    private final ServerSocket server;
    private final Map<String, String> made = new ConcurrentHashMap<>();
    private final AtomicInteger passed = new AtomicInteger();

    FakeSecureProxy(String number) {
        this.card = Map.of(Part.NUMBER, number, Part.HOLDER, "MARIA DA SILVA", Part.CSC, "123");
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("secure-proxy").start(this::serve);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/proxy");
    }

    /** The card as VTEX sends it: tokens that mean nothing to anyone else. */
    CardData tokens() {
        var tokens = new EnumMap<Part, byte[]>(Part.class);
        card.keySet().forEach(it -> tokens.put(it, token(it).getBytes(StandardCharsets.UTF_8)));
        var makes = URI.create("http://127.0.0.1:" + server.getLocalPort() + TOKENS + "?hash=5f3a");
        return CardData.proxied(tokens, Optional.of(makes));
    }

    int passed() {
        return passed.get();
    }

    private static String token(Part part) {
        return "#vtex#" + part.name().toLowerCase(Locale.ROOT) + "#5f3a#";
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().name("secure-proxy").start(() -> answer(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            var message = RawMessage.read(socket.getInputStream());
            if (message.path().startsWith(TOKENS)) {
                socket.getOutputStream().write(tokensFor(message.body()));
                return;
            }
            var to = URI.create(message.header(FORWARD + "To"));
            var onward = new RawMessage(
                    "POST",
                    to.getRawPath() + (to.getRawQuery() == null ? "" : "?" + to.getRawQuery()),
                    forwarded(message.headers()),
                    filled(message.body()));
            passed.incrementAndGet();
            socket.getOutputStream().write(onward.passOn(to.getScheme() + "://" + to.getRawAuthority()));
        } catch (IOException e) {
            // the other side has hung up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] tokensFor(byte[] body) {
        var wish = Json.read(new String(body, StandardCharsets.UTF_8));
        var tokens = wish.at("tokens").items().stream().map(this::token).toList();
        var answer = Json.object().put("tokens", tokens).toString();
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                        + answer.length() + "\r\n\r\n" + answer)
                .getBytes(StandardCharsets.UTF_8);
    }

    private Json token(Json wish) {
        var name = wish.at("name").text();
        var placeholder = "#vtex#" + name + "#d799#";
        var value =
                Formula.workedOut(wish.at("value"), it -> plain(new String(it)).toCharArray());
        made.put(placeholder, new String(value, StandardCharsets.UTF_8));
        return Json.object().put("name", name).put("placeholder", placeholder);
    }

    private Map<String, String> forwarded(Map<String, String> headers) {
        var onward = new HashMap<String, String>();
        headers.forEach((name, value) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith(FORWARD.toLowerCase(Locale.ROOT))) {
                var plain = name.substring(FORWARD.length());
                if (!plain.equalsIgnoreCase("To")) {
                    onward.put(plain, plain(value));
                }
            } else if (name.equalsIgnoreCase("Content-Type") || name.equalsIgnoreCase("Accept")) {
                onward.put(name, value);
            }
        });
        return onward;
    }

    private byte[] filled(byte[] body) {
        var text = plain(new String(body, StandardCharsets.UTF_8));
        for (var it : known().entrySet()) {
            text = text.replace(
                    URLEncoder.encode(it.getKey(), StandardCharsets.UTF_8),
                    URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8));
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String plain(String text) {
        var filled = text;
        for (var it : known().entrySet()) {
            filled = filled.replace(it.getKey(), it.getValue());
        }
        return filled;
    }

    private Map<String, String> known() {
        var known = new HashMap<>(made);
        card.forEach((part, value) -> known.put(token(part), value));
        return known;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
