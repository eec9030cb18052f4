package dev.pontage.admin.affiliation;

import dev.pontage.admin.access.Audit;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Rollout;
import dev.pontage.affiliation.Rollouts;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Writes down what became of a version on trial, whoever asked for it. */
@Component
public class RolloutTrail {
    private final Audit audit;

    RolloutTrail(Audit audit) {
        this.audit = audit;
    }

    /** A trial began, or another part of the payments takes part in it. */
    public void begun(Affiliation affiliation, Optional<Rollout> before, Rollout after) {
        note("affiliation.rollout", affiliation, before, after.words());
    }

    /** A trial is over. */
    public void ended(Rollouts.Ended it) {
        note(
                it.back() ? "affiliation.rollout.back" : "affiliation.rollout.finish",
                it.affiliation(),
                it.trial(),
                it.words());
    }

    private void note(String action, Affiliation it, Optional<Rollout> before, String after) {
        audit.note(
                action, Optional.of(it.tenant()), it.id().toString(), before.map(Rollout::words), Optional.of(after));
    }
}
