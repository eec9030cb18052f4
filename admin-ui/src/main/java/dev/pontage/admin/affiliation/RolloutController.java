package dev.pontage.admin.affiliation;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Person;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Rollouts;
import dev.pontage.error.Rejection;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A new version of a plugin for some of an affiliation's new payments, on with it or back. */
@Controller
@RequestMapping("/admin/affiliations/{id}/rollout")
@Needs(Permission.ADMINISTER)
class RolloutController {
    private final Affiliations affiliations;
    private final Rollouts rollouts;
    private final RolloutTrail trail;

    RolloutController(Affiliations affiliations, Rollouts rollouts, RolloutTrail trail) {
        this.affiliations = affiliations;
        this.rollouts = rollouts;
        this.trail = trail;
    }

    @PostMapping
    String begin(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "") String percent,
            RedirectAttributes flash) {
        var affiliation = existing(id);
        try {
            var part = percent.strip().matches("\\d{1,3}") ? Integer.parseInt(percent.strip()) : -1;
            var before = rollouts.of(affiliation);
            var after = rollouts.begin(id, version, part, Person.current().name());
            trail.begun(affiliation, before, after);
            flash.addFlashAttribute("done", "done.rollout");
        } catch (Rejection e) {
            flash.addFlashAttribute("problem", "rollout.wrong");
        }
        return to(id);
    }

    @PostMapping("/end")
    String end(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean back, RedirectAttributes flash) {
        trail.ended(rollouts.end(id, back));
        flash.addFlashAttribute("done", back ? "done.back" : "done.finished");
        return to(id);
    }

    private static String to(UUID id) {
        return "redirect:/admin/affiliations/" + id;
    }

    private Affiliation existing(UUID id) {
        return affiliations.find(id).orElseThrow(() -> Rejection.notFound("affiliation " + id));
    }
}
