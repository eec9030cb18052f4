package dev.pontage.admin.limits;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.frame.Slice;
import dev.pontage.affiliation.Tenant;
import dev.pontage.affiliation.Tenants;
import dev.pontage.limit.Limits;
import dev.pontage.limit.Usage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How merchants stand against what they may take, on this node. */
@Controller
class LimitsController {
    private static final int WORST = 10;

    private final Tenants tenants;
    private final Limits limits;
    private final Stopped stopped;

    LimitsController(Tenants tenants, Limits limits, Stopped stopped) {
        this.tenants = tenants;
        this.limits = limits;
        this.stopped = stopped;
    }

    /** One merchant and what it takes. */
    record Line(Tenant merchant, List<Usage> usage) {
        public long refused() {
            return usage.stream().mapToLong(Usage::refused).sum();
        }
    }

    @GetMapping("/admin/limits")
    @Needs(Permission.READ)
    String show(
            @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String cursor, Model model) {
        var all = tenants.list();
        var lines = Slice.of(all.stream().filter(it -> fits(it, q)).toList(), Tenant::slug, cursor);
        model.addAttribute("page", lines);
        model.addAttribute("lines", lines.items().stream().map(this::line).toList());
        model.addAttribute(
                "worst",
                all.stream()
                        .map(this::line)
                        .filter(it -> it.refused() > 0)
                        .sorted(Comparator.comparingLong(Line::refused).reversed())
                        .limit(WORST)
                        .toList());
        model.addAttribute("stopped", stopped.list());
        model.addAttribute("nodes", limits.nodes());
        model.addAttribute("shared", limits.areShared());
        model.addAttribute("q", q);
        model.addAttribute("cursor", cursor);
        return "limits/list";
    }

    private static boolean fits(Tenant tenant, String q) {
        var wanted = q.strip().toLowerCase(Locale.ROOT);
        return tenant.slug().contains(wanted)
                || tenant.name().toLowerCase(Locale.ROOT).contains(wanted);
    }

    private Line line(Tenant tenant) {
        return new Line(tenant, limits.usage(tenant.id()));
    }
}
