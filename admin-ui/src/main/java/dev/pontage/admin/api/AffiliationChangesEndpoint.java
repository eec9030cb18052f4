package dev.pontage.admin.api;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.affiliation.AffiliationChanges;
import dev.pontage.admin.affiliation.ConnectionTest;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.error.Rejection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What staff do with one affiliation besides its settings and credentials. */
@RestController
@RequestMapping("/api/v1/affiliations/{id}")
@Needs(Permission.ADMINISTER)
class AffiliationChangesEndpoint {
    private final Affiliations affiliations;
    private final AffiliationView.Views views;
    private final ConnectionTest test;
    private final AffiliationChanges changes;

    AffiliationChangesEndpoint(
            Affiliations affiliations, AffiliationView.Views views, ConnectionTest test, AffiliationChanges changes) {
        this.affiliations = affiliations;
        this.views = views;
        this.test = test;
        this.changes = changes;
    }

    record NewName(Optional<String> displayName) {}

    record TestSuite(Optional<Boolean> open) {}

    @PutMapping
    AffiliationView rename(@PathVariable UUID id, @RequestBody NewName body) {
        return views.of(changes.rename(changes.existing(id), Given.text("displayName", body.displayName())));
    }

    /** Lets VTEX's test suite in without credentials, or no longer. */
    @PutMapping("/test-suite")
    AffiliationView openToTestSuite(@PathVariable UUID id, @RequestBody TestSuite body) {
        var before = changes.existing(id);
        var wanted = body.open().orElseThrow(() -> Rejection.invalid("open", "Write true or false."));
        return views.of(changes.openToTestSuite(before, wanted));
    }

    /** What a change counts as that the acquirer has only taken in: kinds, and "done", "pending" or "plugin". */
    @PutMapping("/accepted")
    AffiliationView countAccepted(@PathVariable UUID id, @RequestBody Map<String, String> body) {
        return views.of(changes.countAccepted(changes.existing(id), body));
    }

    /** A harmless call to the acquirer with the settings that are kept, or with these; nothing is changed. */
    @PostMapping("/connection-tests")
    ConnectionTest.Result test(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable Map<String, @Nullable Object> settings) {
        var affiliation = changes.existing(id);
        return test.of(affiliation, settings == null ? kept(id) : Given.settings(settings));
    }

    /** Secrets are taken from the vault where nothing is given for them. */
    private Map<String, String> kept(UUID id) {
        return affiliations.storedSettings(id).stream()
                .filter(it -> it.value().isPresent())
                .collect(Collectors.toMap(
                        Affiliation.StoredSetting::key, it -> it.value().orElse("")));
    }
}
