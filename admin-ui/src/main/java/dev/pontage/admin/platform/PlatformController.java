package dev.pontage.admin.platform;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what. */
@Controller
@RequestMapping("/admin")
class PlatformController {
    private final Trail trail;

    PlatformController(Trail trail) {
        this.trail = trail;
    }

    @GetMapping("/audit")
    @Needs(Permission.AUDIT)
    String audit(
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        model.addAttribute("page", trail.page(who.strip(), what.strip(), cursor));
        model.addAttribute("who", who);
        model.addAttribute("what", what);
        model.addAttribute("cursor", cursor);
        return "platform/audit";
    }
}
