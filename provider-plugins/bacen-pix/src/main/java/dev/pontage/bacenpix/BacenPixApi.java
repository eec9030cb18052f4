package dev.pontage.bacenpix;

import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerContext.Cache.Fresh;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.AcquirerException.Effect;
import dev.pontage.spi.Transport.Json;
import dev.pontage.spi.Transport.Request;
import dev.pontage.spi.Transport.Response;
import dev.pontage.spi.settings.Settings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** How a bank is spoken to: a token that is fetched when it is needed, and what an HTTP status says of money. */
final class BacenPixApi {
    private static final String TOKEN = "token";
    private static final String SCOPES = "cob.write cob.read pix.write pix.read webhook.write webhook.read";

    /** A token is given up a little before the bank does. */
    private static final long EARLY = 30;

    private static final Duration ASKED_TO_WAIT = Duration.ofSeconds(30);

    private final Settings settings;
    private final AcquirerContext context;

    BacenPixApi(Settings settings, AcquirerContext context) {
        this.settings = settings;
        this.context = context;
    }

    /** An answer that was understood; a no has a problem's type. */
    record Reply(int status, Json body) {
        boolean ok() {
            return status / 100 == 2;
        }

        boolean isNotFound() {
            return status == 404;
        }
    }

    Reply create(String txid, Json charge) {
        return send("PUT", "/cob/" + txid, Optional.of(charge));
    }

    Reply charge(String txid) {
        return send("GET", "/cob/" + txid, Optional.empty());
    }

    Reply remove(String txid) {
        var removed = Json.object().put("status", "REMOVIDA_PELO_USUARIO_RECEBEDOR");
        return send("PATCH", "/cob/" + txid, Optional.of(removed));
    }

    Reply giveBack(String endToEndId, String id, Json part) {
        return send("PUT", refund(endToEndId, id), Optional.of(part));
    }

    Reply givenBack(String endToEndId, String id) {
        return send("GET", refund(endToEndId, id), Optional.empty());
    }

    private static String refund(String endToEndId, String id) {
        return "/pix/" + encoded(endToEndId) + "/devolucao/" + id;
    }

    /** The charges of the last minute: harmless, and it needs address, token, scope and certificate. */
    Reply recent() {
        var now = context.clock().instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        var times = "inicio=" + encoded(now.minusSeconds(60).toString()) + "&fim=" + encoded(now.toString());
        return send("GET", "/cob?" + times, Optional.empty());
    }

    Reply webhook() {
        return send("GET", "/webhook/" + key(), Optional.empty());
    }

    Reply register(URI webhook) {
        return send("PUT", "/webhook/" + key(), Optional.of(Json.object().put("webhookUrl", webhook)));
    }

    private String key() {
        return encoded(settings.get(BacenPixSettings.PIX_KEY));
    }

    private Reply send(String method, String path, Optional<Json> body) {
        var response = sendWithToken(method, path, body);
        if (response.status() == 401) {
            // Nothing was carried out: perhaps the bank forgot the token before its time.
            context.cache().forget(TOKEN);
            response = sendWithToken(method, path, body);
        }
        return read(response);
    }

    private Response sendWithToken(String method, String path, Optional<Json> body) {
        var base = BacenPixSettings.base(settings, context.test())
                .orElseThrow(() -> AcquirerException.notApplied("not sent: apiBaseUrl is not set"));
        var uri = URI.create(base + path);
        var request = body.map(it -> Request.json(method, uri, it.toString()))
                .orElseGet(() -> new Request(method, uri, java.util.Map.of(), Optional.empty()));
        var token = context.cache().get(TOKEN, this::token);
        return context.transport().send(request.with("Authorization", "Bearer " + token));
    }

    private static Reply read(Response response) {
        return switch (response.status()) {
            case 200, 201, 400, 404, 409, 422 -> new Reply(response.status(), response.json());
            case 401, 403 -> throw AcquirerException.credentials("HTTP " + response.status() + " by the bank");
            case 429 -> throw AcquirerException.notBefore(ASKED_TO_WAIT, "the bank wants fewer requests");
            default -> throw AcquirerException.inDoubt("HTTP " + response.status());
        };
    }

    /** Fetched anew when it is missing. That there is none yet means that nothing else was sent. */
    private Fresh token() {
        try {
            var response = context.transport().send(tokenRequest());
            return switch (response.status()) {
                case 200, 201 -> fresh(response.json());
                case 400, 401, 403 ->
                    throw AcquirerException.credentials(
                            "HTTP " + response.status() + " for a token: the client is refused");
                default -> throw AcquirerException.notApplied("HTTP " + response.status() + " for a token");
            };
        } catch (AcquirerException e) {
            throw e.effect() == Effect.UNKNOWN ? AcquirerException.notApplied("no token: " + e.getMessage()) : e;
        }
    }

    private static Fresh fresh(Json answer) {
        var token = answer.at("access_token")
                .filled()
                .orElseThrow(() -> AcquirerException.notApplied("the answer for a token holds none"));
        var seconds = answer.at("expires_in").whole().orElse(300L);
        return new Fresh(token, Duration.ofSeconds(Math.clamp(seconds - EARLY, 1, 86_400)));
    }

    private Request tokenRequest() {
        var address = BacenPixSettings.token(settings, context.test())
                .orElseThrow(() -> AcquirerException.notApplied("not sent: tokenUrl is not set"));
        var id = settings.get(BacenPixSettings.CLIENT_ID);
        var secret =
                settings.secret(BacenPixSettings.CLIENT_SECRET).orElseThrow().reveal();
        var form = "grant_type=client_credentials&scope=" + encoded(SCOPES);
        if (!BacenPixSettings.profile(settings).basic()) {
            var whole = form + "&client_id=" + encoded(id) + "&client_secret=" + encoded(secret);
            return Request.form(URI.create(address), whole);
        }
        var pair = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return Request.form(URI.create(address), form).with("Authorization", "Basic " + pair);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
