package dev.pontage.transport;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.Transport.Json;
import dev.pontage.spi.Transport.Request;
import dev.pontage.spi.Transport.Response;
import dev.pontage.spi.payment.CardField;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Carries a plugin's requests. Whatever goes wrong is told by its effect: nothing can have happened while no connection
 * stood, anything may have happened afterwards.
 */
public final class HttpTransport {
    private static final Duration CONNECT = Duration.ofSeconds(3);

    /** VTEX's proxy gives up after 15 seconds; its own answer needs a moment. */
    private static final Duration THROUGH_PROXY = Duration.ofSeconds(17);

    /** Far above any payment's answer; more is a mistake or an attack. */
    private static final int LARGEST_ANSWER = 1024 * 1024;

    /** What VTEX's proxy passes on as it is; every other header needs its prefix. */
    private static final Set<String> PASSED_ON = Set.of("accept", "content-type", "user-agent");

    private static final Pattern OUR_CERTIFICATE =
            Pattern.compile("fatal alert: (bad_certificate|certificate_|unknown_ca|access_denied)");

    private final EgressGuard guard;
    private final HttpClient client;

    /** A road guarded by these rules. */
    public HttpTransport(EgressGuard guard) {
        this.guard = guard;
        this.client = plainClient().build();
    }

    private static HttpClient.Builder plainClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .proxy(HttpClient.Builder.NO_PROXY);
    }

    private HttpClient client(Request request, Call call, boolean proxied) {
        return call.identity()
                .filter(it -> !proxied
                        && "https".equals(request.uri().getScheme())
                        && call.hosts().contains(request.uri().getHost().toLowerCase(java.util.Locale.ROOT)))
                .map(it -> it.client(plainClient()))
                .orElse(client);
    }

    /** Sends one request of a call. */
    public Response send(Request request, Call call) {
        var card = call.card();
        var headers = card.map(it -> MadeHeaders.filled(request, it)).orElse(request);
        var bodyHasCard =
                card.isPresent() && request.body().filter(card.get()::isIn).isPresent();
        var proxied = card.filter(CardData::isProxied).isPresent() && (bodyHasCard || headers != request);
        check(request.uri(), call, proxied);
        if (!bodyHasCard) {
            return send(headers, call, proxied, publisher(request));
        }
        var writing = FilledBody.Writing.of(contentType(request));
        try (var filled = new FilledBody(request.body().orElseThrow(), card.get(), writing)) {
            return send(headers, call, proxied, BodyPublishers.ofByteArray(filled.array(), 0, filled.length()));
        }
    }

    /** Makes a value of the call's card; see {@link dev.pontage.spi.Transport#derive}. */
    public CardField derive(String name, Json formula, Call call) {
        var card = call.card().orElseThrow(() -> AcquirerException.notApplied("not sent: there is no card to use"));
        return new Derivation(card, name, formula).made((tokensUrl, body) -> {
            guard.objection(tokensUrl).ifPresent(it -> {
                throw AcquirerException.notApplied("not sent: " + it);
            });
            // what the formula says is neither recorded nor anybody else's
            var request = new Request("POST", tokensUrl, Derivation.HEADERS, Optional.empty());
            return send(request, call, false, body);
        });
    }

    private void check(URI uri, Call call, boolean proxied) {
        var objection = proxied ? EgressGuard.objectionToHost(uri, call.hosts()) : guard.objection(uri, call.hosts());
        objection
                .or(() -> proxied ? guard.objection(proxy(call)) : Optional.empty())
                .ifPresent(it -> {
                    throw AcquirerException.notApplied("not sent: " + it);
                });
    }

    private Response send(Request request, Call call, boolean proxied, BodyPublisher body) {
        var left = proxied ? min(call.left(), THROUGH_PROXY) : call.left();
        if (left.isZero()) {
            throw AcquirerException.notApplied("not sent: the time for this call is over");
        }
        var http = proxied ? throughProxy(request, proxy(call), body) : direct(request, body);
        var sender = client(request, call, proxied);
        var began = System.nanoTime();
        try {
            var response = exchange(sender, http, left);
            call.record(exchange(request, proxied, began, Optional.of(response), Optional.empty()));
            return response;
        } catch (AcquirerException e) {
            call.record(exchange(request, proxied, began, Optional.empty(), Optional.ofNullable(e.getMessage())));
            throw e;
        }
    }

    private static Response exchange(HttpClient sender, HttpRequest http, Duration left) {
        var answer = sender.sendAsync(http, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            return response(answer.get(left.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw AcquirerException.inDoubt("no answer within " + left.toMillis() + " ms");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw AcquirerException.inDoubt("interrupted while waiting for the answer");
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        }
    }

    private static Response response(HttpResponse<byte[]> it) {
        return new Response(it.statusCode(), it.headers().map(), it.body());
    }

    private static AcquirerException failure(Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException e -> AcquirerException.notApplied("no connection within 3 s");
            case ConnectException e -> AcquirerException.notApplied(noConnection(e));
            case UnknownHostException e -> AcquirerException.notApplied("the host is not known");
            case UnresolvedAddressException e -> AcquirerException.notApplied("the host is not known");
            case SSLException e -> insecure(e);
            case IOException e ->
                AcquirerException.inDoubt(
                        "the answer broke off (" + e.getClass().getSimpleName() + ")");
            default ->
                AcquirerException.inDoubt("the call broke (" + cause.getClass().getSimpleName() + ")");
        };
    }

    /** Since TLS 1.3 our certificate may be refused after the handshake, but always before anything is carried out. */
    private static AcquirerException insecure(SSLException e) {
        var said = String.valueOf(e.getMessage());
        if (OUR_CERTIFICATE.matcher(said).find()) {
            return AcquirerException.credentials("the acquirer does not accept our client certificate");
        }
        return e instanceof SSLHandshakeException
                ? AcquirerException.notApplied("no secure connection: the handshake failed")
                : AcquirerException.inDoubt("the secure connection broke off");
    }

    private static String noConnection(ConnectException e) {
        return e.getCause() instanceof UnresolvedAddressException ? "the host is not known" : "connection refused";
    }

    private static HttpRequest direct(Request request, BodyPublisher body) {
        return build(
                HttpRequest.newBuilder(request.uri()),
                request.method(),
                body,
                headers -> request.headers().forEach(headers::header));
    }

    private static HttpRequest throughProxy(Request request, URI proxy, BodyPublisher body) {
        if (!request.method().equals("POST")) {
            throw AcquirerException.notApplied("not sent: VTEX's proxy sends POST only");
        }
        return build(HttpRequest.newBuilder(proxy), "POST", body, headers -> {
            headers.header("X-PROVIDER-Forward-To", request.uri().toString());
            request.headers()
                    .forEach((name, value) -> headers.header(
                            PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))
                                    ? name
                                    : "X-PROVIDER-Forward-" + name,
                            value));
        });
    }

    private static HttpRequest build(
            HttpRequest.Builder builder,
            String method,
            BodyPublisher body,
            java.util.function.Consumer<HttpRequest.Builder> headers) {
        try {
            headers.accept(builder);
            return builder.method(method, body).build();
        } catch (IllegalArgumentException e) {
            throw AcquirerException.notApplied("not sent: the request has a header or method that cannot be sent");
        }
    }

    private static BodyPublisher publisher(Request request) {
        return request.body()
                .map(it -> BodyPublishers.ofString(it, StandardCharsets.UTF_8))
                .orElseGet(BodyPublishers::noBody);
    }

    private static URI proxy(Call call) {
        return call.secureProxy()
                .orElseThrow(() -> AcquirerException.notApplied("not sent: VTEX gave tokens but no proxy for them"));
    }

    private static String contentType(Request request) {
        return request.headers().entrySet().stream()
                .filter(it -> it.getKey().equalsIgnoreCase("Content-Type"))
                .map(java.util.Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** The request is recorded as the plugin wrote it, with placeholders: the filled bytes are never read back. */
    private static Exchange exchange(
            Request request, boolean proxied, long began, Optional<Response> response, Optional<String> failure) {
        return new Exchange(
                request.method(),
                request.uri().getHost(),
                request.uri().getPath(),
                response.map(Response::status).orElse(0),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began),
                proxied,
                request.body().map(RedactedJson::of).orElse(""),
                response.map(it -> RedactedJson.of(it.text())).orElse(""),
                failure);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
