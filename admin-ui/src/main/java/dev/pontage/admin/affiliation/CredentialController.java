package dev.pontage.admin.affiliation;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Person;
import dev.pontage.admin.form.Once;
import dev.pontage.affiliation.Affiliation;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A new key and token: shown once, while the old pair works on for a while. */
@Controller
@RequestMapping("/admin/affiliations/{id}/credential")
class CredentialController {
    private static final int LONGEST_HOURS = 2160;

    private final Once once;
    private final AffiliationChanges changes;
    private final String publicUrl;

    CredentialController(
            Once once,
            AffiliationChanges changes,
            @Value("${pontage.public-url:http://localhost:8080}") String publicUrl) {
        this.once = once;
        this.changes = changes;
        this.publicUrl = publicUrl;
    }

    @PostMapping
    @Needs(Permission.ADMINISTER)
    String rotate(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "24") int graceHours,
            @RequestParam(defaultValue = "") String once,
            Model model,
            RedirectAttributes flash) {
        var affiliation = changes.existing(id);
        if (!this.once.isFirst(once, Person.current().name())) {
            flash.addFlashAttribute("done", "done.already");
            return "redirect:/admin/affiliations/" + id;
        }
        var grace = Duration.ofHours(Math.clamp(graceHours, 0, LONGEST_HOURS));
        var credential = changes.rotate(affiliation, grace);
        return show(model, affiliation, credential, publicUrl);
    }

    static String show(Model model, Affiliation affiliation, Affiliation.Credential credential, String publicUrl) {
        model.addAttribute("affiliation", affiliation);
        model.addAttribute("credential", credential);
        model.addAttribute("serviceUrl", publicUrl + "/ppp/" + affiliation.connector());
        return "affiliation/credential";
    }
}
