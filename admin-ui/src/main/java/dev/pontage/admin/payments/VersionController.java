package dev.pontage.admin.payments;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.error.Rejection;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Moves one payment to another version of its plugin, where the one that authorized it cannot finish it. */
@Controller
@Needs(Permission.OPERATE)
class VersionController {
    private final Deeds deeds;
    private final Actions actions;

    VersionController(Deeds deeds, Actions actions) {
        this.deeds = deeds;
        this.actions = actions;
    }

    @PostMapping("/admin/payments/{id}/version")
    String move(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes flash) {
        try {
            actions.goOnWith(deeds.existing(id), version, reason);
            flash.addFlashAttribute("done", "done.version");
        } catch (Rejection e) {
            flash.addFlashAttribute("problem", "version.wrong");
        }
        return "redirect:/admin/payments/" + id;
    }
}
