package dev.pontage.admin.affiliation;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Person;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Rollout;
import dev.pontage.affiliation.Rollouts;
import dev.pontage.error.Rejection;
import java.util.Optional;
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
    private final Audit audit;

    RolloutController(Affiliations affiliations, Rollouts rollouts, Audit audit) {
        this.affiliations = affiliations;
        this.rollouts = rollouts;
        this.audit = audit;
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
            note("affiliation.rollout", affiliation, before.map(RolloutController::words), words(after));
            flash.addFlashAttribute("done", "done.rollout");
        } catch (Rejection e) {
            flash.addFlashAttribute("problem", "rollout.wrong");
        }
        return to(id);
    }

    @PostMapping("/end")
    String end(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean back, RedirectAttributes flash) {
        var affiliation = existing(id);
        var before = rollouts.of(affiliation);
        if (back) {
            rollouts.back(id);
        } else {
            rollouts.finish(id);
        }
        note(
                back ? "affiliation.rollout.back" : "affiliation.rollout.finish",
                affiliation,
                before.map(RolloutController::words),
                before.map(it -> back ? it.from() : it.to()).orElse("no trial was under way"));
        flash.addFlashAttribute("done", back ? "done.back" : "done.finished");
        return to(id);
    }

    private static String words(Rollout it) {
        return it.percent() + " % to " + it.to() + ", the others " + it.from();
    }

    private void note(String action, Affiliation it, Optional<String> before, String after) {
        audit.note(
                action,
                Optional.of(it.tenant()),
                it.id().toString(),
                before.map(Object.class::cast),
                Optional.of(after));
    }

    private static String to(UUID id) {
        return "redirect:/admin/affiliations/" + id;
    }

    private Affiliation existing(UUID id) {
        return affiliations.find(id).orElseThrow(() -> Rejection.notFound("affiliation " + id));
    }
}
