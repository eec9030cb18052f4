package dev.pontage.admin.platform;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.plugin.Plugins;
import dev.pontage.spi.Capability;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What all merchants share: plugins, limits, and who did what. */
@Controller
@RequestMapping("/admin")
class PlatformController {
    private final Plugins plugins;
    private final Trail trail;

    PlatformController(Plugins plugins, Trail trail) {
        this.plugins = plugins;
        this.trail = trail;
    }

    @GetMapping("/plugins")
    @Needs(Permission.READ)
    String plugins(Model model) {
        model.addAttribute("plugins", plugins.list());
        model.addAttribute("problems", plugins.problems());
        model.addAttribute("capabilities", Capability.values());
        return "platform/plugins";
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
        return "platform/audit";
    }
}
