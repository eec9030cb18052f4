package dev.pontage.admin.hooks;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.error.Rejection;
import dev.pontage.webhook.Webhooks;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What acquirers sent: whether it was theirs, what came of it, and once more if need be. */
@Controller
@RequestMapping("/admin/webhooks")
class WebhookController {
    private static final int PAGE = 50;

    private final Webhooks webhooks;
    private final Affiliations affiliations;
    private final Audit audit;

    WebhookController(Webhooks webhooks, Affiliations affiliations, Audit audit) {
        this.webhooks = webhooks;
        this.affiliations = affiliations;
        this.audit = audit;
    }

    @GetMapping
    @Needs(Permission.READ)
    String list(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        var wanted = Stream.of(Webhooks.State.values())
                .filter(it -> it.name().equals(state))
                .findFirst();
        var before =
                Optional.of(cursor).filter(it -> it.matches("[0-9a-f-]{36}")).map(UUID::fromString);
        var more = webhooks.list(new Webhooks.Search(Optional.empty(), wanted, PAGE + 1, before));
        var found = more.subList(0, Math.min(PAGE, more.size()));
        model.addAttribute("next", more.size() > PAGE ? found.getLast().id().toString() : "");
        model.addAttribute("cursor", cursor);
        model.addAttribute("webhooks", found);
        model.addAttribute("names", names(found));
        model.addAttribute("states", Webhooks.State.values());
        model.addAttribute("state", state);
        return "hooks/list";
    }

    /** What it says, without card data; that somebody looked at it is written down. */
    @GetMapping("/{webhook}")
    @Needs(Permission.READ)
    String one(@PathVariable UUID webhook, Model model) {
        var found = webhooks.find(webhook).orElseThrow(() -> Rejection.notFound("webhook " + webhook));
        var affiliation = affiliations.find(found.affiliationId());
        audit.note(
                "webhook.look",
                affiliation.map(Affiliation::tenant),
                webhook.toString(),
                Optional.empty(),
                Optional.of(found.path()));
        model.addAttribute("it", found);
        model.addAttribute("of", affiliation);
        return "hooks/one";
    }

    private Map<UUID, Affiliation> names(java.util.List<Webhooks.Received> found) {
        return found.stream()
                .map(Webhooks.Received::affiliationId)
                .distinct()
                .flatMap(it -> affiliations.find(it).stream())
                .collect(Collectors.toMap(Affiliation::id, Function.identity()));
    }

    @PostMapping("/{id}")
    @Needs(Permission.OPERATE)
    String readAgain(@PathVariable UUID id, RedirectAttributes flash) {
        if (!webhooks.readAgain(id)) {
            throw Rejection.notFound("webhook " + id);
        }
        audit.note("webhook.read", id.toString(), "once more");
        flash.addFlashAttribute("done", "done.webhook");
        return "redirect:/admin/webhooks";
    }
}
