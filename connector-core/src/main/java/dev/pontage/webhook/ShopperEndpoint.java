package dev.pontage.webhook;

import dev.pontage.affiliation.Affiliations;
import dev.pontage.payment.Payment;
import dev.pontage.payment.PaymentEngine;
import dev.pontage.payment.Payments;
import dev.pontage.spi.payment.NextStep.ShowInvoice;
import dev.pontage.tenant.TenantScope;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where a shopper's browser arrives. That it arrives proves nothing: the acquirer is asked. */
@RestController
class ShopperEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(ShopperEndpoint.class);
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final Duration SHOPPER_WAITS = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;
    private static final int FOUND = 302;

    private final PaymentEngine engine;
    private final Payments payments;
    private final Affiliations affiliations;

    ShopperEndpoint(PaymentEngine engine, Payments payments, Affiliations affiliations) {
        this.engine = engine;
        this.payments = payments;
        this.affiliations = affiliations;
    }

    /** The slip of a payment, where the acquirer has no page of its own. */
    @GetMapping("/shopper/invoice/{id}")
    ResponseEntity<String> invoice(@PathVariable String id, Locale locale) {
        return find(id).filter(it -> it.next().orElse(null) instanceof ShowInvoice)
                .map(it -> html(
                        200, ShopperPage.invoice(it, (ShowInvoice) it.next().orElseThrow(), locale)))
                .orElseGet(() -> html(NOT_FOUND, ShopperPage.unknown(locale)));
    }

    /** Back from the acquirer: on to the shop, by the address exactly as VTEX gave it. */
    @GetMapping("/shopper/return/{affiliation}/{id}")
    ResponseEntity<String> back(
            @PathVariable String affiliation,
            @PathVariable String id,
            @RequestParam Map<String, String> parameters,
            Locale locale) {
        var payment = find(id).filter(it -> it.affiliationId().toString().equals(affiliation));
        if (payment.isEmpty()) {
            return html(NOT_FOUND, ShopperPage.unknown(locale));
        }
        goOn(payment.get(), parameters);
        return payment.get()
                .returnUrl()
                .filter(ShopperEndpoint::isWeb)
                .map(it -> ResponseEntity.status(FOUND)
                        .header(HttpHeaders.LOCATION, it)
                        .body(""))
                .orElseGet(() -> html(200, ShopperPage.received(locale)));
    }

    /** What came with the shopper may end the payment at once; if it does not, the acquirer is asked. */
    private void goOn(Payment payment, Map<String, String> parameters) {
        try {
            TenantScope.of(payment.tenantId())
                    .run(() -> affiliations.find(payment.affiliationId()).ifPresent(it -> {
                        var current = engine.resume(it, payment.key(), parameters, SHOPPER_WAITS);
                        if (!parameters.isEmpty() && !current.status().isDecided()) {
                            current = engine.inquire(it, payment.key());
                        }
                        LOG.debug("after the return: {}", current.status());
                    }));
        } catch (RuntimeException e) {
            LOG.warn("Payment {} could not be asked about when its shopper came back", payment.key(), e);
        }
    }

    private Optional<Payment> find(String id) {
        try {
            var uuid = UUID.fromString(id);
            return TenantScope.all().call(() -> payments.find(uuid));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isWeb(String url) {
        try {
            var uri = URI.create(url);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static ResponseEntity<String> html(int status, String page) {
        return ResponseEntity.status(status).contentType(HTML).body(page);
    }
}
