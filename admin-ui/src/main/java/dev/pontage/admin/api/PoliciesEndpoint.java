package dev.pontage.admin.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.error.Rejection;
import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.Plugins;
import dev.pontage.policy.MethodPolicy;
import dev.pontage.policy.Policies;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which methods an affiliation offers, and what VTEX is told to wait. */
@RestController
@RequestMapping("/api/v1/affiliations/{id}/payment-methods")
class PoliciesEndpoint {
    private final Affiliations affiliations;
    private final Policies policies;
    private final Plugins plugins;
    private final Audit audit;

    PoliciesEndpoint(Affiliations affiliations, Policies policies, Plugins plugins, Audit audit) {
        this.affiliations = affiliations;
        this.policies = policies;
        this.plugins = plugins;
        this.audit = audit;
    }

    record NewPolicy(
            Optional<String> name,
            Optional<Boolean> enabled,
            Optional<Integer> delayToCancel,
            Optional<Integer> delayToAutoSettle,
            Optional<Integer> delayToAutoSettleAfterAntifraud,
            Optional<Integer> dueInBusinessDays) {
        MethodPolicy policy() {
            return new MethodPolicy(
                    Given.text("name", name),
                    enabled.orElse(true),
                    delayToCancel,
                    delayToAutoSettle,
                    delayToAutoSettleAfterAntifraud,
                    dueInBusinessDays);
        }
    }

    /** What holds for a method, and what is probably not meant so. */
    record Shown(@JsonUnwrapped MethodPolicy policy, List<String> warnings) {
        static List<Shown> of(List<MethodPolicy> policies) {
            return policies.stream()
                    .map(it -> new Shown(it, Policies.warnings(it)))
                    .toList();
        }
    }

    @GetMapping
    @Needs(Permission.READ)
    List<Shown> list(@PathVariable UUID id) {
        return Shown.of(change(id, List.of()));
    }

    @PutMapping
    @Needs(Permission.ADMINISTER)
    List<Shown> put(@PathVariable UUID id, @RequestBody List<NewPolicy> body) {
        var before = change(id, List.of());
        var after = change(id, body.stream().map(NewPolicy::policy).toList());
        audit.note("affiliation.methods", Optional.empty(), id.toString(), Optional.of(before), Optional.of(after));
        return Shown.of(after);
    }

    private List<MethodPolicy> change(UUID id, List<MethodPolicy> wanted) {
        var affiliation = affiliations.find(id).orElseThrow(() -> Rejection.notFound("affiliation " + id));
        var descriptor = plugins.find(affiliation.plugin(), affiliation.pinnedVersion())
                .map(LoadedPlugin::descriptor)
                .orElseThrow(() -> Rejection.notFound("plugin " + affiliation.plugin()));
        return wanted.isEmpty()
                ? policies.list(affiliation, descriptor)
                : policies.change(affiliation, descriptor, wanted);
    }
}
