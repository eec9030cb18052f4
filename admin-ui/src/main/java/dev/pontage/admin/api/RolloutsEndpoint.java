package dev.pontage.admin.api;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Person;
import dev.pontage.admin.affiliation.RolloutTrail;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Rollout;
import dev.pontage.affiliation.Rollouts;
import dev.pontage.error.Rejection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A new version of a plugin on trial. */
@RestController
@RequestMapping("/api/v1/affiliations/{id}/rollout")
class RolloutsEndpoint {
    private final Affiliations affiliations;
    private final Rollouts rollouts;
    private final RolloutTrail trail;

    RolloutsEndpoint(Affiliations affiliations, Rollouts rollouts, RolloutTrail trail) {
        this.affiliations = affiliations;
        this.rollouts = rollouts;
        this.trail = trail;
    }

    record Trial(Optional<String> version, Optional<Integer> percent) {}

    @GetMapping
    @Needs(Permission.READ)
    Optional<Rollout> one(@PathVariable UUID id) {
        return rollouts.of(existing(id));
    }

    @PutMapping
    @Needs(Permission.ADMINISTER)
    Rollout begin(@PathVariable UUID id, @RequestBody Trial body) {
        var affiliation = existing(id);
        var before = rollouts.of(affiliation);
        var percent = body.percent().orElseThrow(() -> Rejection.invalid("percent", "Write 0 to 100."));
        var after = rollouts.begin(
                id,
                Given.text("version", body.version()),
                percent,
                Person.current().name());
        trail.begun(affiliation, before, after);
        return after;
    }

    /** Ends the trial: everything to the new version, or back to the former one. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs(Permission.ADMINISTER)
    void end(@PathVariable UUID id, @RequestParam(defaultValue = "true") boolean back) {
        trail.ended(rollouts.end(id, back));
    }

    private Affiliation existing(UUID id) {
        return affiliations.find(id).orElseThrow(() -> Rejection.notFound("affiliation " + id));
    }
}
