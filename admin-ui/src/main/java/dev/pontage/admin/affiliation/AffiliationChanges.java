package dev.pontage.admin.affiliation;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Person;
import dev.pontage.admin.form.Longest;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.error.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What is changed about an affiliation, by people and scripts alike, and written down. */
@Component
public class AffiliationChanges {
    private final Affiliations affiliations;
    private final Audit audit;
    private final Clock clock;

    AffiliationChanges(Affiliations affiliations, Audit audit, Clock clock) {
        this.affiliations = affiliations;
        this.audit = audit;
        this.clock = clock;
    }

    /** One within the reader's scope. */
    public Affiliation existing(UUID id) {
        return affiliations.find(id).orElseThrow(() -> Rejection.notFound("affiliation " + id));
    }

    /** Makes one. */
    public Affiliation.Created create(Affiliation.Draft draft) {
        Longest.NAME.check("displayName", draft.displayName());
        var made = affiliations.create(draft, Person.current().name());
        var words = draft.connector() + ", " + draft.plugin() + ", "
                + draft.environment().word();
        note("affiliation.create", made.affiliation(), Optional.empty(), words);
        return made;
    }

    /** A secret that is left out stays. */
    public void changeSettings(Affiliation affiliation, Map<String, String> values) {
        var before = shown(affiliation.id());
        affiliations.changeSettings(affiliation.id(), values, Person.current().name());
        note("affiliation.settings", affiliation, Optional.of(before), shown(affiliation.id()));
    }

    /** Without the values of secrets, which never leave the vault. */
    private Map<String, String> shown(UUID id) {
        var values = new TreeMap<String, String>();
        affiliations
                .storedSettings(id)
                .forEach(it -> values.put(it.key(), it.value().orElse("•••")));
        return values;
    }

    /** How it is called. */
    public Affiliation rename(Affiliation before, String displayName) {
        Longest.NAME.check("displayName", displayName);
        var after = affiliations.rename(before.id(), displayName);
        note("affiliation.rename", after, Optional.of(before.displayName()), after.displayName());
        return after;
    }

    /** Stops or resumes it. */
    public Affiliation suspend(Affiliation before, boolean suspended) {
        var after = affiliations.suspend(before.id(), suspended);
        note("affiliation.suspend", after, Optional.of(before.suspended()), after.suspended());
        return after;
    }

    /** Lets VTEX's test suite in without credentials, or no longer. */
    public Affiliation openToTestSuite(Affiliation before, boolean open) {
        var after = affiliations.openToTestSuite(before.id(), open);
        note("affiliation.test-suite", after, Optional.of(before.openToTestSuite()), after.openToTestSuite());
        return after;
    }

    /** What it takes although the platform's rule is stricter. */
    public Affiliation admit(Affiliation before, Affiliation.Admits admits) {
        var after = affiliations.admit(before.id(), admits);
        note("affiliation.admits", after, Optional.of(before.admits()), after.admits());
        return after;
    }

    /** What a change counts as that the acquirer has only taken in: kinds, and "done", "pending" or "plugin". */
    public Affiliation countAccepted(Affiliation before, Map<String, String> words) {
        var after = affiliations.countAccepted(before.id(), before.accepted().with(words));
        note(
                "affiliation.accepted",
                after,
                Optional.of(before.accepted().words()),
                after.accepted().words());
        return after;
    }

    /** A new key and token; the old pair works until the grace ends. */
    public Affiliation.Credential rotate(Affiliation affiliation, Duration grace) {
        var credential = affiliations.rotate(affiliation.id(), grace);
        var until = clock.instant().plus(grace);
        note(
                "affiliation.rotate",
                affiliation,
                Optional.empty(),
                credential.appKey() + ", the old pair until " + until);
        return credential;
    }

    private void note(String action, Affiliation it, Optional<Object> before, Object after) {
        audit.note(action, Optional.of(it.tenant()), it.id().toString(), before, Optional.of(after));
    }
}
