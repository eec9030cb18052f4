package dev.pontage.app;

import dev.pontage.affiliation.Affiliation.Credential;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** A run that only warms up: it asks itself what everybody asks and ends, so that the JVM writes down what it loaded. */
@Component
@ConditionalOnProperty("pontage.training")
class Training {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Environment environment;
    private final Demo demo;

    Training(Environment environment, Demo demo) {
        this.environment = environment;
        this.demo = demo;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void train() throws IOException, InterruptedException {
        var host = "http://localhost:" + environment.getRequiredProperty("local.server.port");
        try (var http = HttpClient.newHttpClient()) {
            for (var path : List.of("/health", "/admin/login", "/ppp/demo/manifest")) {
                http.send(request(host + path).build(), BodyHandlers.ofString());
            }
            http.send(payment(host, demo.ready().orElseThrow()), BodyHandlers.ofString());
        }
        System.exit(0);
    }

    private static HttpRequest payment(String host, Credential credential) {
        return request(host + "/ppp/" + Demo.NAME + "/payments")
                .header("Content-Type", "application/json")
                .header("X-VTEX-API-AppKey", credential.appKey())
                .header("X-VTEX-API-AppToken", credential.appToken())
                .POST(BodyPublishers.ofString(FirstPayment.BODY))
                .build();
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
    }
}
