package dev.pontage.admin.home;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.figures.Figures;
import dev.pontage.admin.figures.Lately.By;
import dev.pontage.admin.figures.Range;
import dev.pontage.admin.figures.Trends;
import dev.pontage.admin.frame.Zones;
import dev.pontage.admin.limits.Stopped;
import dev.pontage.affiliation.Connectors;
import dev.pontage.affiliation.Directory;
import dev.pontage.affiliation.Tenants;
import dev.pontage.payment.Payments;
import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.Plugins;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What needs a person now; where there is nothing yet, the way to a first payment. */
@Controller
@RequestMapping("/admin")
@Needs(Permission.READ)
class HomeController {
    private static final int SHOWN = 10;

    private final Tenants tenants;
    private final Connectors connectors;
    private final Directory affiliations;
    private final Payments payments;
    private final Plugins plugins;
    private final Figures figures;
    private final Trends trends;
    private final Trigger trigger;
    private final Stopped stopped;

    HomeController(
            Tenants tenants,
            Connectors connectors,
            Directory affiliations,
            Payments payments,
            Plugins plugins,
            Figures figures,
            Trends trends,
            Trigger trigger,
            Stopped stopped) {
        this.tenants = tenants;
        this.connectors = connectors;
        this.affiliations = affiliations;
        this.payments = payments;
        this.plugins = plugins;
        this.figures = figures;
        this.trends = trends;
        this.trigger = trigger;
        this.stopped = stopped;
    }

    /** How far the way to a first payment has been gone. */
    record Way(boolean merchant, boolean connector, boolean affiliation, boolean payment) {}

    @GetMapping
    String show(
            @RequestParam Optional<String> by,
            @RequestParam Optional<String> range,
            @CookieValue(defaultValue = "") String zone,
            Model model) {
        var needing = figures.needingAPerson();
        model.addAttribute("needing", needing.size());
        model.addAttribute(
                "waiting",
                needing.stream()
                        .limit(SHOWN)
                        .flatMap(it -> payments.find(it).stream())
                        .toList());
        model.addAttribute("callbacks", figures.failingCallbacks());
        model.addAttribute("approvals", figures.waitingApprovals());
        model.addAttribute(
                "quarantined",
                plugins.list().stream()
                        .filter(it -> it.state() == LoadedPlugin.State.QUARANTINED)
                        .toList());
        model.addAttribute("way", way());
        model.addAttribute("breakers", stopped.list().size());
        model.addAttribute("trigger", trigger.lines());
        draw(named(By.values(), by), named(Range.values(), range), Zones.of(zone), model);
        return "home/home";
    }

    /** The one that was asked for; the first, where there is none of that name. */
    private static <E extends Enum<E>> E named(E[] all, Optional<String> name) {
        return Stream.of(all)
                .filter(it -> it.name().equals(name.orElse("")))
                .findFirst()
                .orElse(all[0]);
    }

    private void draw(By by, Range range, ZoneId zone, Model model) {
        var course = trends.course(range, by, zone);
        model.addAttribute("by", by);
        model.addAttribute("bys", By.values());
        model.addAttribute("range", range);
        model.addAttribute("ranges", Range.values());
        model.addAttribute("course", course);
        model.addAttribute("total", course.total());
        model.addAttribute("charts", Chart.of(course));
        model.addAttribute("told", Chart.SHOWN);
    }

    private Way way() {
        var paid = payments.search(new Payments.Search(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty()));
        if (!paid.items().isEmpty()) {
            return new Way(true, true, true, true);
        }
        return new Way(!tenants.list().isEmpty(), !connectors.list().isEmpty(), affiliations.exist(), false);
    }
}
