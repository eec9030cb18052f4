package dev.pontage.admin.api;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.error.Rejection;
import dev.pontage.webhook.Webhooks;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What acquirers sent, above all what nobody could act on. */
@RestController
@RequestMapping("/api/v1/webhooks")
class WebhooksEndpoint {
    private static final int LARGEST = 200;

    private final Webhooks webhooks;
    private final Audit audit;

    WebhooksEndpoint(Webhooks webhooks, Audit audit) {
        this.webhooks = webhooks;
        this.audit = audit;
    }

    record Listed(List<Webhooks.Received> items, Optional<String> nextCursor) {}

    @GetMapping
    @Needs(Permission.READ)
    Listed list(
            @RequestParam Optional<UUID> affiliationId,
            @RequestParam Optional<String> state,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam Optional<UUID> cursor) {
        var size = Math.clamp(limit, 1, LARGEST);
        var found =
                webhooks.list(new Webhooks.Search(affiliationId, state.map(WebhooksEndpoint::state), size + 1, cursor));
        return found.size() <= size
                ? new Listed(found, Optional.empty())
                : new Listed(
                        found.subList(0, size),
                        Optional.of(found.get(size - 1).id().toString()));
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    Webhooks.Received one(@PathVariable UUID id) {
        var found = webhooks.find(id).orElseThrow(() -> Rejection.notFound("webhook " + id));
        audit.note("webhook.look", id.toString(), found.path());
        return found;
    }

    /** Reads one once more, for instance after a secret was put right. */
    @PostMapping("/{id}/reads")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Needs(Permission.OPERATE)
    void readAgain(@PathVariable UUID id) {
        if (!webhooks.readAgain(id)) {
            throw Rejection.notFound("webhook " + id);
        }
        audit.note("webhook.read", id.toString(), id);
    }

    private static Webhooks.State state(String word) {
        return Arrays.stream(Webhooks.State.values())
                .filter(it -> it.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid(
                        "state",
                        "Write one of "
                                + Arrays.toString(Webhooks.State.values()).toLowerCase(java.util.Locale.ROOT) + "."));
    }
}
