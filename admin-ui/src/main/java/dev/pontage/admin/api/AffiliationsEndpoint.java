package dev.pontage.admin.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.affiliation.AffiliationChanges;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Directory;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** Merchants' connections to acquirers. */
@RestController
@RequestMapping("/api/v1/affiliations")
class AffiliationsEndpoint {
    private static final long USUAL_GRACE = 86_400;
    private static final long LONGEST_GRACE = 7_776_000;

    private final AffiliationChanges changes;
    private final Directory directory;
    private final Tenants tenants;
    private final AffiliationView.Views views;

    AffiliationsEndpoint(
            AffiliationChanges changes, Directory directory, Tenants tenants, AffiliationView.Views views) {
        this.changes = changes;
        this.directory = directory;
        this.tenants = tenants;
        this.views = views;
    }

    record NewAffiliation(
            Optional<String> tenantId,
            Optional<String> connectorId,
            Optional<String> plugin,
            Optional<String> environment,
            Optional<String> displayName,
            Optional<Map<String, @Nullable Object>> settings) {

        Affiliation.Draft draft() {
            return new Affiliation.Draft(
                    Given.text("tenantId", tenantId),
                    Given.text("connectorId", connectorId),
                    Given.text("plugin", plugin),
                    Affiliation.Environment.of(environment.orElse("test"))
                            .orElseThrow(() -> Rejection.invalid("environment", "Write test or live.")),
                    displayName.orElse(""),
                    Given.settings(settings.orElse(Map.of())));
        }

        @Override
        public String toString() {
            return "NewAffiliation[" + tenantId + ", " + connectorId + "]";
        }
    }

    record Grace(Optional<Long> graceSeconds) {}

    record Made(@JsonUnwrapped AffiliationView affiliation, String appKey, String appToken) {
        @Override
        public String toString() {
            return "Made[" + appKey + "]";
        }
    }

    @GetMapping
    @Needs(Permission.READ)
    ResponseEntity<List<AffiliationView>> list(
            @RequestParam Optional<String> tenantId,
            @RequestParam Optional<Integer> limit,
            @RequestParam Optional<String> cursor) {
        var tenant = tenantId.map(it -> tenants.find(it)
                .orElseThrow(() -> Rejection.notFound("merchant " + it))
                .id());
        var page = directory.page(
                new Directory.Search(tenant, Optional.empty(), ""), cursor.orElse(""), Paged.size(limit));
        return Paged.of(page.items().stream().map(views::of).toList(), page.next());
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    AffiliationView one(@PathVariable UUID id) {
        return views.of(changes.existing(id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.ADMINISTER)
    Made create(@RequestBody NewAffiliation body) {
        var made = changes.create(body.draft());
        return made(made.affiliation(), made.credential());
    }

    /** Replaces the settings; a secret that is left out stays. */
    @PutMapping("/{id}/settings")
    @Needs(Permission.ADMINISTER)
    AffiliationView change(@PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body) {
        changes.changeSettings(changes.existing(id), Given.settings(body));
        return views.of(changes.existing(id));
    }

    @PostMapping("/{id}/credentials")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.ADMINISTER)
    Made rotate(@PathVariable UUID id, @RequestBody(required = false) @Nullable Grace body) {
        var grace = body == null ? USUAL_GRACE : body.graceSeconds().orElse(USUAL_GRACE);
        if (grace < 0 || grace > LONGEST_GRACE) {
            throw Rejection.invalid("graceSeconds", "Write 0 to 7776000 seconds (90 days).");
        }
        var affiliation = changes.existing(id);
        return made(affiliation, changes.rotate(affiliation, Duration.ofSeconds(grace)));
    }

    record NewAdmits(Optional<Boolean> liveModeOnTest, Optional<Boolean> directCards) {
        Affiliation.Admits over(Affiliation.Admits before) {
            return new Affiliation.Admits(
                    liveModeOnTest.orElse(before.liveModeOnTest()), directCards.orElse(before.directCards()));
        }
    }

    @PutMapping("/{id}/admits")
    @Needs(Permission.ADMINISTER)
    AffiliationView admit(@PathVariable UUID id, @RequestBody NewAdmits body) {
        var before = changes.existing(id);
        return views.of(changes.admit(before, body.over(before.admits())));
    }

    private Made made(Affiliation affiliation, Affiliation.Credential credential) {
        return new Made(views.of(affiliation), credential.appKey(), credential.appToken());
    }
}
