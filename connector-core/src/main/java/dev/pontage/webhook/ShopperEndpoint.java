package dev.pontage.webhook;

import dev.pontage.spi.payment.NextStep.ShowInvoice;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where a shopper's browser or a shop's terminal arrives. That it arrives proves nothing: the acquirer is asked. */
@RestController
class ShopperEndpoint {
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int NOT_FOUND = 404;
    private static final int FOUND = 302;
    private static final int MOST_PARAMETERS = 40;
    private static final int LONGEST_PARAMETER = 4_000;
    private static final int LARGEST_MESSAGE = 4_000;
    private static final int LONGEST_SERIAL = 100;

    private final Returns returns;
    private final BankLists banks;

    ShopperEndpoint(Returns returns, BankLists banks) {
        this.returns = returns;
        this.banks = banks;
    }

    /** The slip of a payment, where the acquirer has no page of its own. */
    @GetMapping("/shopper/invoice/{id}")
    ResponseEntity<String> invoice(@PathVariable String id, Locale locale) {
        return returns.find(id)
                .filter(it -> it.next().orElse(null) instanceof ShowInvoice)
                .map(it -> html(
                        200, ShopperPage.invoice(it, (ShowInvoice) it.next().orElseThrow(), returns.zone(it), locale)))
                .orElseGet(() -> html(NOT_FOUND, ShopperPage.unknown(locale)));
    }

    /** Back from the acquirer, by a link or by a form. */
    @RequestMapping(
            path = "/shopper/return/{affiliation}/{id}/{seal}",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<String> back(
            HttpServletRequest http,
            @PathVariable String affiliation,
            @PathVariable String id,
            @PathVariable String seal,
            Locale locale) {
        return returns.find(affiliation, id, seal)
                .map(it -> returns.back(it, parameters(http)))
                .map(it -> ResponseEntity.status(FOUND)
                        .header(HttpHeaders.LOCATION, it.toString())
                        .body(""))
                .orElseGet(() -> html(NOT_FOUND, ShopperPage.unknown(locale)));
    }

    /** An address that nobody made. */
    @GetMapping("/shopper/**")
    ResponseEntity<String> unknown(Locale locale) {
        return html(NOT_FOUND, ShopperPage.unknown(locale));
    }

    /** VTEX's Sales App tells which terminal the seller has chosen. */
    @PostMapping(path = "/shopper/return/{affiliation}/{id}/{seal}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> terminal(
            HttpServletRequest http,
            @PathVariable String affiliation,
            @PathVariable String id,
            @PathVariable String seal)
            throws IOException {
        var serial = serial(http.getInputStream().readNBytes(LARGEST_MESSAGE + 1));
        var payment = returns.find(affiliation, id, seal);
        if (payment.isEmpty() || serial.isEmpty()) {
            return json(payment.isEmpty() ? NOT_FOUND : 400, "{\"status\":\"error\"}");
        }
        returns.chosen(payment.get(), serial.get());
        return json(200, "{\"status\":\"ok\"}");
    }

    /** The banks that a shopper may choose for PSE. */
    @GetMapping("/shopper/banks/{affiliation}")
    ResponseEntity<String> banks(@PathVariable String affiliation) {
        return banks.of(affiliation)
                .map(it -> json(200, JSON.writeValueAsString(it)))
                .orElseGet(() -> json(NOT_FOUND, "{\"banks\":[]}"));
    }

    private static Optional<String> serial(byte[] body) {
        if (body.length > LARGEST_MESSAGE) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(body).path("serialNumber").asString(""))
                    .map(String::strip)
                    .filter(it -> !it.isEmpty() && it.length() <= LONGEST_SERIAL);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> parameters(HttpServletRequest http) {
        var parameters = new TreeMap<String, String>();
        http.getParameterMap().forEach((name, values) -> {
            var fits = name.length() <= LONGEST_PARAMETER && values[0].length() <= LONGEST_PARAMETER;
            if (fits && parameters.size() < MOST_PARAMETERS) {
                parameters.put(name, values[0]);
            }
        });
        return parameters;
    }

    private static ResponseEntity<String> html(int status, String page) {
        return ResponseEntity.status(status).contentType(HTML).body(page);
    }

    /** A payment app calls from a page of its own. */
    private static ResponseEntity<String> json(int status, String body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .body(body);
    }
}
