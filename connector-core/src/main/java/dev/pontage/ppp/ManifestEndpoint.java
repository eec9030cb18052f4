package dev.pontage.ppp;

import dev.pontage.affiliation.Connector;
import dev.pontage.affiliation.Manifests;
import dev.pontage.spi.settings.Setting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says what a connector offers. Public, as VTEX asks for it without credentials. */
@RestController
class ManifestEndpoint implements Manifests {
    private static final String VERSION = "1.0.0";

    /** VTEX's closed beta; the only difference. */
    private static final String WITH_CARD_TOKENS = "2.0.0";

    private static final Map<String, Object> CARD_TOKEN = Map.of(
            "canAcceptCardToken",
            true,
            "cardTokenAcceptedTypes",
            List.of("TOKEN_VALUE", "TOKEN_CLIENT_ID"),
            "canGenerateCardToken",
            true);

    /** The longest delay to settle that VTEX takes, in hours. */
    private static final String LONGEST_SETTLE = "168";

    private final Directory directory;

    ManifestEndpoint(Directory directory) {
        this.directory = directory;
    }

    @GetMapping("/ppp/{connector}/manifest")
    ResponseEntity<byte[]> manifest(@PathVariable String connector) {
        return directory
                .connector(connector)
                .map(it -> Replies.of(200, manifest(it)))
                .orElseGet(ManifestEndpoint::unknown);
    }

    @Override
    public String of(Connector connector) {
        return new String(Replies.bytes(manifest(connector)), StandardCharsets.UTF_8);
    }

    @GetMapping("/ppp/{connector}/payment-methods")
    ResponseEntity<byte[]> methods(@PathVariable String connector) {
        return directory
                .connector(connector)
                .map(it -> Replies.of(
                        200,
                        Map.of(
                                "paymentMethods",
                                offered(it).map(Connector.Method::name).toList())))
                .orElseGet(ManifestEndpoint::unknown);
    }

    /** Anything else below a connector. */
    @RequestMapping("/ppp/**")
    ResponseEntity<byte[]> other() {
        return unknown();
    }

    private static ResponseEntity<byte[]> unknown() {
        return Replies.error(404, "not-found", "there is nothing here");
    }

    private Map<String, @Nullable Object> manifest(Connector connector) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put(
                "paymentMethods",
                offered(connector).map(ManifestEndpoint::method).toList());
        body.put("customFields", customFields(connector));
        if (connector.flags().getOrDefault("usesAutoSettleOptions", false)) {
            body.put("autoSettleDelay", Map.of("minimum", "0", "maximum", LONGEST_SETTLE));
        }
        if (!connector.metadataFields().isEmpty()) {
            body.put("metadataFields", connector.metadataFields());
        }
        body.put("version", connector.takesCardTokens() ? WITH_CARD_TOKENS : VERSION);
        if (connector.takesCardTokens()) {
            body.put("cardToken", CARD_TOKEN);
        }
        return body;
    }

    private static java.util.stream.Stream<Connector.Method> offered(Connector connector) {
        return connector.methods().stream().filter(Connector.Method::enabled);
    }

    private static Map<String, String> method(Connector.Method method) {
        var entry = new LinkedHashMap<String, String>();
        entry.put("name", method.name());
        entry.put("allowsSplit", method.allowsSplit());
        return entry;
    }

    private List<Map<String, Object>> customFields(Connector connector) {
        var fields = new LinkedHashMap<String, Map<String, Object>>();
        connector.plugins().stream()
                .map(directory::plugin)
                .flatMap(Optional::stream)
                .flatMap(it -> it.settings().settings().stream())
                .filter(Setting::inVtex)
                .forEach(it -> fields.putIfAbsent(it.key(), customField(it)));
        return new ArrayList<>(fields.values());
    }

    private static Map<String, Object> customField(Setting setting) {
        var field = new LinkedHashMap<String, Object>();
        field.put("name", setting.key());
        if (setting.type().isSecret()) {
            field.put("type", "password");
        } else if (setting.type() == Setting.Type.CHOICE) {
            field.put("type", "select");
            field.put(
                    "options",
                    setting.choices().stream()
                            .map(it -> Map.of("text", it.label().en(), "value", it.value()))
                            .toList());
        } else {
            field.put("type", "text");
        }
        return field;
    }
}
