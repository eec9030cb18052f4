package dev.pontage.admin.api;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.connector.ConnectorChanges;
import dev.pontage.affiliation.Connector;
import dev.pontage.affiliation.Connectors;
import dev.pontage.affiliation.Manifests;
import dev.pontage.error.Rejection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What VTEX publishes. */
@RestController
@RequestMapping("/api/v1/connectors")
class ConnectorsEndpoint {
    private final Connectors connectors;
    private final Manifests manifests;
    private final ConnectorChanges changes;
    private final String publicUrl;

    ConnectorsEndpoint(
            Connectors connectors,
            Manifests manifests,
            ConnectorChanges changes,
            @Value("${pontage.public-url:http://localhost:8080}") String publicUrl) {
        this.connectors = connectors;
        this.manifests = manifests;
        this.changes = changes;
        this.publicUrl = publicUrl;
    }

    record NewConnector(
            Optional<String> id,
            Optional<String> displayName,
            Optional<List<String>> plugins,
            Optional<String> callbackAppKey,
            Optional<String> callbackAppToken,
            Optional<String> publishedName,
            Optional<String> ownerAccount,
            Optional<String> partnerContact,
            Optional<List<String>> allowedAccounts,
            Optional<Map<String, Boolean>> flags) {

        Connector.Draft draft() {
            var slug = Given.text("id", id);
            return new Connector.Draft(
                    slug,
                    displayName.orElse(slug),
                    plugins.orElse(List.of()),
                    keys(),
                    publishedName,
                    ownerAccount,
                    partnerContact,
                    allowedAccounts.orElse(List.of()),
                    flags.orElse(Map.of()));
        }

        /** What is left out stays as it is. */
        Connector.Draft over(Connector now) {
            return new Connector.Draft(
                    now.slug(),
                    displayName.orElse(now.displayName()),
                    plugins.orElse(now.plugins()),
                    keys(),
                    publishedName.or(now::publishedName),
                    ownerAccount.or(now::ownerAccount),
                    partnerContact.or(now::partnerContact),
                    allowedAccounts.orElse(now.allowedAccounts()),
                    flags.map(it -> merged(now.flags(), it)).orElse(now.flags()));
        }

        private static Map<String, Boolean> merged(Map<String, Boolean> now, Map<String, Boolean> given) {
            var flags = new HashMap<>(now);
            flags.putAll(given);
            return flags;
        }

        private Optional<Connector.CallbackKeys> keys() {
            if (callbackAppKey.isPresent() != callbackAppToken.isPresent()) {
                throw Rejection.invalid("callbackAppToken", "The callback key and token come together.");
            }
            return callbackAppKey.map(key -> new Connector.CallbackKeys(key, callbackAppToken.orElseThrow()));
        }

        @Override
        public String toString() {
            return "NewConnector[" + id + "]";
        }
    }

    record NewMethod(Optional<String> name, Optional<Boolean> enabled, Optional<String> allowsSplit) {}

    record View(
            String id,
            String displayName,
            Optional<String> publishedName,
            boolean published,
            Optional<String> ownerAccount,
            Optional<String> partnerContact,
            List<String> allowedAccounts,
            Map<String, Boolean> flags,
            List<String> plugins,
            boolean callbackKeysSet,
            List<Connector.Method> paymentMethods,
            List<String> metadataFields,
            boolean suspended,
            String serviceUrl,
            Instant createdAt) {}

    private View view(Connector it) {
        return new View(
                it.slug(),
                it.displayName(),
                it.publishedName(),
                it.published(),
                it.ownerAccount(),
                it.partnerContact(),
                it.allowedAccounts(),
                it.flags(),
                it.plugins(),
                it.callbackKeysSet(),
                it.methods(),
                it.metadataFields(),
                it.suspended(),
                publicUrl + "/ppp/" + it.slug(),
                it.createdAt());
    }

    @GetMapping
    @Needs(Permission.READ)
    ResponseEntity<List<View>> list(@RequestParam Optional<Integer> limit, @RequestParam Optional<String> cursor) {
        return Paged.of(connectors.list(), Connector::slug, limit, cursor, this::view);
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    View one(@PathVariable String id) {
        return view(changes.existing(id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.PLATFORM)
    View create(@RequestBody NewConnector body) {
        return view(changes.create(body.draft()));
    }

    /** Changes everything but the name in addresses; what is left out stays, callback keys included. */
    @PutMapping("/{id}")
    @Needs(Permission.PLATFORM)
    View change(@PathVariable String id, @RequestBody NewConnector body) {
        return view(changes.change(body.over(changes.existing(id))));
    }

    /** What VTEX reads. */
    @GetMapping(path = "/{id}/manifest", produces = MediaType.APPLICATION_JSON_VALUE)
    @Needs(Permission.READ)
    String manifest(@PathVariable String id) {
        return manifests.of(changes.existing(id));
    }

    @PutMapping("/{id}/payment-methods")
    @Needs(Permission.PLATFORM)
    List<Connector.Method> methods(@PathVariable String id, @RequestBody List<NewMethod> body) {
        var before = changes.existing(id);
        var wanted = body.stream().map(it -> merged(it, before)).toList();
        return changes.changeMethods(before, wanted).methods();
    }

    private static Connector.Method merged(NewMethod given, Connector connector) {
        var name = Given.text("name", given.name());
        var now = connector.methods().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElse(new Connector.Method(name, true, "disabled"));
        return new Connector.Method(
                name, given.enabled().orElse(now.enabled()), given.allowsSplit().orElse(now.allowsSplit()));
    }
}
