package dev.pontage.admin.platform;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.frame.Zones;
import dev.pontage.affiliation.Tenants;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what. */
@Controller
@RequestMapping("/admin")
class PlatformController {
    private final Trail trail;
    private final Tenants tenants;

    PlatformController(Trail trail, Tenants tenants) {
        this.trail = trail;
        this.tenants = tenants;
    }

    @GetMapping("/audit")
    @Needs(Permission.AUDIT)
    String audit(
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String tenant,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String cursor,
            @CookieValue(defaultValue = "") String zone,
            Model model) {
        var here = Zones.of(zone);
        var wanted = new Trail.Wanted(
                who.strip(), what.strip(), tenant.strip(), Zones.midnight(from, 0, here), Zones.midnight(to, 1, here));
        model.addAttribute("page", trail.page(wanted, cursor));
        model.addAttribute("merchants", tenants.list());
        var given = new LinkedHashMap<String, String>();
        Map.of("who", who, "what", what, "tenant", tenant, "from", from, "to", to)
                .forEach((name, value) -> {
                    model.addAttribute(name, value);
                    if (!value.isBlank()) {
                        given.put(name, value);
                    }
                });
        model.addAttribute(
                "query",
                given.entrySet().stream()
                        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                        .sorted()
                        .collect(Collectors.joining("&")));
        model.addAttribute("cursor", cursor);
        return "platform/audit";
    }
}
