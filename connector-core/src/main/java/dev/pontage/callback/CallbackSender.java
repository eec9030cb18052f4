package dev.pontage.callback;

import static java.net.http.HttpResponse.BodyHandlers.limiting;

import dev.pontage.affiliation.Connector.CallbackKeys;
import dev.pontage.payment.CallbackQueue.Attempt;
import dev.pontage.payment.Payment;
import dev.pontage.ppp.PaymentAnswer;
import dev.pontage.transport.EgressGuard;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Makes one attempt to tell VTEX. The address is used byte for byte as it came. */
@Component
class CallbackSender implements Sender {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackSender.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int LONGEST_BODY = 64 * 1024;
    private static final int FORBIDDEN = 403;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final EgressGuard guard;
    private final Owners owners;
    private final Clock clock;
    private final Duration patience;

    CallbackSender(
            EgressGuard guard,
            Owners owners,
            Clock clock,
            @Value("${pontage.callback-patience:15s}") Duration patience) {
        this.guard = guard;
        this.owners = owners;
        this.clock = clock;
        this.patience = patience;
    }

    /** Sends the payment as it stands now. */
    @Override
    public Attempt send(Payment payment) {
        var began = System.nanoTime();
        var url = payment.callbackUrl().orElse("");
        var sent = attempt(payment, url);
        if (!sent.outcome().equals("delivered")) {
            LOG.warn(
                    "Callback of payment {} to {}: {} ({})",
                    payment.key(),
                    Signature.masked(url),
                    sent.outcome(),
                    sent.problem().orElse(""));
        }
        return new Attempt(
                clock.instant(),
                sent.outcome(),
                sent.status(),
                (int) Duration.ofNanos(System.nanoTime() - began).toMillis(),
                sent.problem());
    }

    private record Sent(String outcome, Optional<Integer> status, Optional<String> problem) {
        static Sent failed(String problem) {
            return new Sent("failed", Optional.empty(), Optional.of(problem));
        }
    }

    private Sent attempt(Payment payment, String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            return Sent.failed("the callback address cannot be used as it is");
        }
        var objection = guard.objection(uri);
        if (objection.isPresent()) {
            return Sent.failed(objection.get());
        }
        var keys = owners.keys(payment);
        return keys.isEmpty()
                ? Sent.failed(
                        "the connector has no callback keys: VTEX takes no callback of a live payment without them")
                : post(uri, keys.get(), payment);
    }

    private Sent post(URI uri, CallbackKeys keys, Payment payment) {
        try {
            return exchange(HttpRequest.newBuilder(uri)
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json")
                    .header("X-VTEX-API-AppKey", keys.appKey())
                    .header("X-VTEX-API-AppToken", keys.appToken())
                    .POST(body(uri, payment))
                    .build());
        } catch (IllegalArgumentException e) {
            // its message would show the key or the address
            return Sent.failed("the callback address or keys cannot be sent");
        }
    }

    /** A request's own time limit ends with the headers: a body that never ends would keep its place for ever. */
    private Sent exchange(HttpRequest request) {
        var status = new AtomicInteger();
        var answer = client.sendAsync(
                request,
                limiting(
                        head -> {
                            status.set(head.statusCode());
                            return BodySubscribers.discarding();
                        },
                        LONGEST_BODY));
        try {
            return read(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return Sent.failed("interrupted");
        } catch (TimeoutException e) {
            answer.cancel(true);
            return brokenOff(status.get(), "no answer within " + patience.toMillis() + " ms");
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            return brokenOff(status.get(), cause.getClass().getSimpleName());
        }
    }

    /** What VTEX means is in its status; nobody reads the rest. */
    private static Sent brokenOff(int status, String problem) {
        return status == 0 ? Sent.failed(problem) : read(status);
    }

    /** The kind that asks VTEX to come again has no body; the address tells which kind it is. */
    private BodyPublisher body(URI uri, Payment payment) {
        var path = uri.getPath() == null ? "" : uri.getPath();
        var byAddress = path.endsWith("/retry") ? Owners.Form.RETRY : Owners.Form.NOTIFICATION;
        return owners.form(payment).orElse(byAddress) == Owners.Form.RETRY
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(PaymentAnswer.callback(payment, owners.acquirer(payment)));
    }

    private static Sent read(int status) {
        var outcome = status / 100 == 2 ? "delivered" : status == FORBIDDEN ? "refused" : "failed";
        return new Sent(
                outcome,
                Optional.of(status),
                outcome.equals("delivered") ? Optional.empty() : Optional.of("VTEX answered " + status));
    }
}
