package dev.pontage.admin.payments;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Directory;
import dev.pontage.affiliation.Tenant;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import dev.pontage.payment.ChangeRequest;
import dev.pontage.payment.Payment;
import dev.pontage.payment.PaymentStatus;
import dev.pontage.payment.Payments;
import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.Plugins;
import dev.pontage.spi.PluginDescriptor;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Finds payments and says what became of one. */
@Controller
@RequestMapping("/admin/payments")
class PaymentController {
    private static final int PAGE = 25;
    private static final int MOST_CHOICES = 200;

    private final Payments payments;
    private final Approvals approvals;
    private final Actions actions;
    private final Affiliations affiliations;
    private final Directory directory;
    private final Tenants tenants;
    private final Plugins plugins;
    private final Audit audit;
    private final Clock clock;

    PaymentController(
            Payments payments,
            Approvals approvals,
            Actions actions,
            Affiliations affiliations,
            Directory directory,
            Tenants tenants,
            Plugins plugins,
            Audit audit,
            Clock clock) {
        this.audit = audit;
        this.clock = clock;
        this.plugins = plugins;
        this.payments = payments;
        this.approvals = approvals;
        this.actions = actions;
        this.affiliations = affiliations;
        this.directory = directory;
        this.tenants = tenants;
    }

    @GetMapping
    @Needs(Permission.READ)
    String list(
            @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = "") String cursor,
            @CookieValue(defaultValue = "") String zone,
            Model model) {
        var filter = Filter.of(parameters);
        var problems = filter.problems();
        var page = problems.any()
                ? new Payments.Page(List.of(), Optional.empty(), Optional.empty())
                : payments.search(filter.search(
                        it -> tenants.find(it).map(Tenant::id),
                        PAGE,
                        Optional.of(cursor).filter(it -> !it.isBlank())));
        if (page.items().size() == 1 && !filter.of("q").isEmpty() && cursor.isBlank()) {
            return to(page.items().getFirst().id());
        }
        model.addAttribute("page", page);
        model.addAttribute("cursor", cursor);
        model.addAttribute("filter", filter);
        model.addAttribute("zone", parameters.getOrDefault(Filter.ZONE, zone));
        model.addAttribute("errors", problems);
        var merchants = tenants.list();
        model.addAttribute("merchants", merchants);
        model.addAttribute("slugs", slugs(page, merchants));
        model.addAttribute("affiliations", choices(filter));
        model.addAttribute("methods", methods());
        model.addAttribute("statuses", Filter.STATUSES);
        model.addAttribute("states", PaymentStatus.values());
        return "payments/list";
    }

    /** The affiliations of the merchant that is looked at; among ten thousand of all nobody could choose. */
    private List<Affiliation> choices(Filter filter) {
        if (filter.of("tenant").isEmpty()) {
            return Filter.id(filter.of("affiliation"))
                    .flatMap(affiliations::find)
                    .map(List::of)
                    .orElse(List.of());
        }
        return tenants.find(filter.of("tenant"))
                .map(it -> directory
                        .page(Directory.Search.of(it.id()), "", MOST_CHOICES)
                        .items())
                .orElse(List.of());
    }

    /** Whose the payments of a page are, as addresses call them. */
    private static Map<UUID, String> slugs(Payments.Page page, List<Tenant> merchants) {
        var seen = page.items().stream().map(Payment::tenantId).collect(Collectors.toSet());
        return merchants.stream()
                .filter(it -> seen.contains(it.id()))
                .collect(Collectors.toMap(Tenant::id, Tenant::slug));
    }

    private List<String> methods() {
        return plugins.list().stream()
                .flatMap(it -> it.descriptor().methods().stream())
                .map(PluginDescriptor.Method::name)
                .distinct()
                .sorted()
                .toList();
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    String one(@PathVariable UUID id, Model model) {
        var payment = existing(id);
        model.addAttribute("payment", payment);
        model.addAttribute(
                "affiliation", affiliations.find(payment.affiliationId()).orElseThrow());
        model.addAttribute("title", payment.key());
        model.addAttribute("bar", MoneyBar.of(payment));
        var callbacks = payments.callbacks(id);
        var events = payments.timeline(id);
        model.addAttribute("why", Why.of(payment, events, callbacks, clock.instant()));
        model.addAttribute("timeline", History.of(events, callbacks));
        model.addAttribute("callbacks", callbacks);
        model.addAttribute("possible", possible(payment));
        model.addAttribute("versions", versions(payment));
        model.addAttribute("asked", approvals.waitingOf(id));
        model.addAttribute("open", actions.open(payment));
        return "payments/one";
    }

    /** What passed between us and the acquirer, redacted; that somebody looked at it is written down. */
    @GetMapping("/{id}/exchanges")
    @Needs(Permission.READ)
    String exchanges(@PathVariable UUID id, Model model) {
        var payment = existing(id);
        var exchanges = payments.timeline(id).stream()
                .filter(it -> it.exchange().isPresent())
                .toList();
        var affiliation = affiliations.find(payment.affiliationId()).orElseThrow();
        audit.note(
                "payment.exchanges",
                Optional.of(affiliation.tenant()),
                payment.key(),
                Optional.empty(),
                Optional.of("looked at " + exchanges.size()));
        model.addAttribute("payment", payment);
        model.addAttribute("exchanges", exchanges);
        return "payments/exchanges";
    }

    private Map<ChangeRequest.Kind, Boolean> possible(Payment payment) {
        var possible = new EnumMap<ChangeRequest.Kind, Boolean>(ChangeRequest.Kind.class);
        for (var kind : ChangeRequest.Kind.values()) {
            possible.put(kind, Wish.fits(payment, kind));
        }
        return possible;
    }

    private List<String> versions(Payment payment) {
        return plugins.list().stream()
                .filter(it -> it.id().equals(payment.plugin()))
                .map(LoadedPlugin::version)
                .toList();
    }

    private static String to(UUID id) {
        return "redirect:/admin/payments/" + id;
    }

    private Payment existing(UUID id) {
        return payments.find(id).orElseThrow(() -> Rejection.notFound("payment " + id));
    }
}
