package dev.pontage.admin.merchant;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.form.Errors;
import dev.pontage.admin.form.Longest;
import dev.pontage.admin.frame.Slice;
import dev.pontage.affiliation.Directory;
import dev.pontage.affiliation.Tenant;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Merchants: who they are, what they may take, whether they are stopped. */
@Controller
@RequestMapping("/admin/merchants")
class MerchantController {
    private static final int SHOWN = 25;

    private final Tenants tenants;
    private final Directory directory;
    private final Merchants merchants;
    private final Errors.Reader errors;

    MerchantController(Tenants tenants, Directory directory, Merchants merchants, Errors.Reader errors) {
        this.tenants = tenants;
        this.directory = directory;
        this.merchants = merchants;
        this.errors = errors;
    }

    @GetMapping
    @Needs(Permission.READ)
    String list(
            @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String cursor, Model model) {
        var wanted = q.strip().toLowerCase(Locale.ROOT);
        var page = Slice.of(
                tenants.list().stream()
                        .filter(it -> it.slug().contains(wanted)
                                || it.name().toLowerCase(Locale.ROOT).contains(wanted))
                        .toList(),
                Tenant::slug,
                cursor);
        model.addAttribute("page", page);
        model.addAttribute("merchants", page.items());
        model.addAttribute("q", q);
        model.addAttribute("cursor", cursor);
        model.addAttribute("counts", directory.byTenant());
        return "merchant/list";
    }

    @GetMapping("/new")
    @Needs(Permission.PLATFORM)
    String blank(Model model) {
        model.addAttribute("errors", Errors.NONE);
        return "merchant/new";
    }

    @PostMapping
    @Needs(Permission.PLATFORM)
    String create(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String name,
            Model model,
            RedirectAttributes flash) {
        try {
            check(id, name);
            merchants.create(id, name);
        } catch (Rejection e) {
            model.addAllAttributes(Map.of("errors", errors.read(e), "id", id, "name", name));
            return "merchant/new";
        }
        flash.addFlashAttribute("done", "done.made");
        return to(id);
    }

    private static void check(String id, String name) {
        var problems = new ArrayList<Rejection.Problem>();
        if (!id.matches("[a-z0-9-]{2,40}")) {
            problems.add(new Rejection.Problem("id", "id.shape"));
        }
        if (name.isBlank()) {
            problems.add(new Rejection.Problem("name", "field.empty"));
        }
        Longest.NAME.of("name", name).forEach(problems::add);
        if (!problems.isEmpty()) {
            throw Rejection.invalid(problems);
        }
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    String one(@PathVariable String id, Model model) {
        return show(merchants.existing(id), Errors.NONE, model);
    }

    private String show(Tenant merchant, Errors problems, Model model) {
        model.addAttribute("merchant", merchant);
        var connected = directory.page(Directory.Search.of(merchant.id()), "", SHOWN);
        model.addAttribute("affiliations", connected.items());
        model.addAttribute("more", connected.next().isPresent());
        model.addAttribute(
                "zones", ZoneId.getAvailableZoneIds().stream().sorted().toList());
        model.addAttribute("errors", problems);
        model.addAttribute(
                "typed", Optional.ofNullable(model.getAttribute("typed")).orElse(merchant));
        model.addAttribute(
                "typedLimits",
                Optional.ofNullable(model.getAttribute("typedLimits")).orElse(merchant.limits()));
        return "merchant/one";
    }

    @PostMapping("/{id}/name")
    @Needs(Permission.ADMINISTER)
    String rename(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String timeZone,
            Model model,
            RedirectAttributes flash) {
        try {
            merchants.rename(id, name, timeZone);
        } catch (Rejection e) {
            if (e.kind() == Rejection.Kind.NOT_FOUND) {
                throw e;
            }
            model.addAttribute("typed", Map.of("name", name, "timeZone", timeZone));
            return show(merchants.existing(id), errors.read(e), model);
        }
        flash.addFlashAttribute("done", "done.saved");
        return to(id);
    }

    /** As they were typed, so that a wrong one can be shown again. */
    public record Limits(
            String requestsPerSecond, String burst, String maxConcurrent, String reservedPercent, String share) {
        private static int number(String field, String text, ArrayList<Rejection.Problem> problems) {
            if (text.strip().matches("[1-9]\\d{0,6}")) {
                return Integer.parseInt(text.strip());
            }
            problems.add(new Rejection.Problem(field, "limits.wrong"));
            return 1;
        }

        /** Empty leaves it as it is. */
        private static int within(
                String field, String text, int before, int least, int most, ArrayList<Rejection.Problem> problems) {
            if (text.isBlank()) {
                return before;
            }
            var value = text.strip().matches("\\d{1,3}") ? Integer.parseInt(text.strip()) : -1;
            if (value >= least && value <= most) {
                return value;
            }
            problems.add(new Rejection.Problem(field, "limits.range." + field));
            return before;
        }

        Tenant.Limits checked(Tenant.Limits before) {
            var problems = new ArrayList<Rejection.Problem>();
            var limits = new Tenant.Limits(
                    number("requestsPerSecond", requestsPerSecond, problems),
                    number("burst", burst, problems),
                    number("maxConcurrent", maxConcurrent, problems),
                    within(
                            "reservedPercent",
                            reservedPercent,
                            before.reservedPercent(),
                            0,
                            Tenant.Limits.MOST_RESERVED,
                            problems),
                    within("share", share, before.share(), 1, Tenant.Limits.LARGEST_SHARE, problems));
            if (!problems.isEmpty()) {
                throw Rejection.invalid(problems);
            }
            return limits;
        }
    }

    @PostMapping("/{id}/limits")
    @Needs(Permission.ADMINISTER)
    String limit(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String requestsPerSecond,
            @RequestParam(defaultValue = "") String burst,
            @RequestParam(defaultValue = "") String maxConcurrent,
            @RequestParam(defaultValue = "") String reservedPercent,
            @RequestParam(defaultValue = "") String share,
            Model model,
            RedirectAttributes flash) {
        var before = merchants.existing(id);
        var typed = new Limits(requestsPerSecond, burst, maxConcurrent, reservedPercent, share);
        try {
            merchants.limit(id, typed.checked(before.limits()));
        } catch (Rejection e) {
            model.addAttribute("typedLimits", typed);
            return show(before, errors.read(e), model);
        }
        flash.addFlashAttribute("done", "done.saved");
        return to(id);
    }

    @PostMapping("/{id}/suspension")
    @Needs(Permission.ADMINISTER)
    String suspend(
            @PathVariable String id,
            @RequestParam boolean suspended,
            @RequestParam(defaultValue = "") String typed,
            Model model,
            RedirectAttributes flash) {
        var before = merchants.existing(id);
        var wrong = errors.unconfirmed(suspended, typed, id);
        if (wrong.any()) {
            return show(before, wrong, model);
        }
        merchants.suspend(id, suspended);
        flash.addFlashAttribute("done", suspended ? "done.suspended" : "done.resumed");
        return to(id);
    }

    private static String to(String id) {
        return "redirect:/admin/merchants/" + id;
    }
}
