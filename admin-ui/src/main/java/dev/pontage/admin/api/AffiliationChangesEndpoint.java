package dev.pontage.admin.api;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
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
    private final Audit audit;

    AffiliationChangesEndpoint(
            Affiliations affiliations, AffiliationView.Views views, ConnectionTest test, Audit audit) {
        this.affiliations = affiliations;
        this.views = views;
        this.test = test;
        this.audit = audit;
    }

    record NewName(Optional<String> displayName) {}

    record TestSuite(Optional<Boolean> open) {}

    @PutMapping
    AffiliationView rename(@PathVariable UUID id, @RequestBody NewName body) {
        var before = existing(id);
        var after = affiliations.rename(id, Given.text("displayName", body.displayName()));
        note("affiliation.rename", after, before.displayName(), after.displayName());
        return views.of(after);
    }

    /** Lets VTEX's test suite in without credentials, or no longer. */
    @PutMapping("/test-suite")
    AffiliationView openToTestSuite(@PathVariable UUID id, @RequestBody TestSuite body) {
        var before = existing(id);
        var wanted = body.open().orElseThrow(() -> Rejection.invalid("open", "Write true or false."));
        var after = affiliations.openToTestSuite(id, wanted);
        note("affiliation.test-suite", after, before.openToTestSuite(), after.openToTestSuite());
        return views.of(after);
    }

    /** A harmless call to the acquirer with the settings that are kept, or with these; nothing is changed. */
    @PostMapping("/connection-tests")
    ConnectionTest.Result test(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable Map<String, @Nullable Object> settings) {
        var affiliation = existing(id);
        return test.of(affiliation, settings == null ? kept(id) : Given.settings(settings));
    }

    /** Secrets are taken from the vault where nothing is given for them. */
    private Map<String, String> kept(UUID id) {
        return affiliations.storedSettings(id).stream()
                .filter(it -> it.value().isPresent())
                .collect(Collectors.toMap(
                        Affiliation.StoredSetting::key, it -> it.value().orElse("")));
    }

    private void note(String action, Affiliation it, Object before, Object after) {
        audit.note(action, Optional.of(it.tenant()), it.id().toString(), Optional.of(before), Optional.of(after));
    }

    private Affiliation existing(UUID id) {
        return affiliations.find(id).orElseThrow(() -> Rejection.notFound("affiliation " + id));
    }
}
