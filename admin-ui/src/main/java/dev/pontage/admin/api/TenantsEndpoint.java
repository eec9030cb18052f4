package dev.pontage.admin.api;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.merchant.Merchants;
import dev.pontage.affiliation.Tenant;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import dev.pontage.limit.Limits;
import dev.pontage.limit.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Merchants. */
@RestController
@RequestMapping("/api/v1/tenants")
class TenantsEndpoint {
    private final Tenants tenants;
    private final Limits limits;
    private final Merchants merchants;

    TenantsEndpoint(Tenants tenants, Limits limits, Merchants merchants) {
        this.limits = limits;
        this.tenants = tenants;
        this.merchants = merchants;
    }

    record NewTenant(Optional<String> id, Optional<String> name) {}

    record NewName(Optional<String> name, Optional<String> timeZone) {}

    record NewLimits(
            Optional<Integer> requestsPerSecond,
            Optional<Integer> burst,
            Optional<Integer> maxConcurrent,
            Optional<Integer> reservedPercent,
            Optional<Integer> share) {}

    record View(String id, String name, String timeZone, boolean suspended, Tenant.Limits limits, Instant createdAt) {
        static View of(Tenant tenant) {
            return new View(
                    tenant.slug(),
                    tenant.name(),
                    tenant.timeZone(),
                    tenant.suspended(),
                    tenant.limits(),
                    tenant.createdAt());
        }
    }

    @GetMapping
    @Needs(Permission.READ)
    ResponseEntity<List<View>> list(@RequestParam Optional<Integer> limit, @RequestParam Optional<String> cursor) {
        return Paged.of(tenants.list(), Tenant::slug, limit, cursor, View::of);
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    View one(@PathVariable String id) {
        return View.of(merchants.existing(id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Permission.PLATFORM)
    View create(@RequestBody NewTenant body) {
        var slug = Given.text("id", body.id());
        return View.of(merchants.create(slug, body.name().orElse(slug)));
    }

    /** How it is called and where it is; what is left out stays. */
    @PutMapping("/{id}")
    @Needs(Permission.ADMINISTER)
    View rename(@PathVariable String id, @RequestBody NewName body) {
        var before = merchants.existing(id);
        return View.of(merchants.rename(
                id, body.name().orElse(before.name()), body.timeZone().orElse(before.timeZone())));
    }

    @PutMapping("/{id}/limits")
    @Needs(Permission.ADMINISTER)
    Tenant.Limits limit(@PathVariable String id, @RequestBody NewLimits body) {
        return merchants
                .limit(id, checked(body, merchants.existing(id).limits()))
                .limits();
    }

    /** How it stands against its limits on the node that answers. */
    @GetMapping("/{id}/usage")
    @Needs(Permission.READ)
    List<Usage> usage(@PathVariable String id) {
        return limits.usage(merchants.existing(id).id());
    }

    private static Tenant.Limits checked(NewLimits body, Tenant.Limits before) {
        var problems = new ArrayList<Rejection.Problem>();
        var limits = List.of(
                atLeastOne("requestsPerSecond", body.requestsPerSecond(), before.requestsPerSecond(), problems),
                atLeastOne("burst", body.burst(), before.burst(), problems),
                atLeastOne("maxConcurrent", body.maxConcurrent(), before.maxConcurrent(), problems),
                body.reservedPercent().orElse(before.reservedPercent()),
                body.share().orElse(before.share()));
        within("reservedPercent", limits.get(3), 0, Tenant.Limits.MOST_RESERVED, problems);
        within("share", limits.get(4), 1, Tenant.Limits.LARGEST_SHARE, problems);
        if (!problems.isEmpty()) {
            throw Rejection.invalid(problems);
        }
        return new Tenant.Limits(limits.get(0), limits.get(1), limits.get(2), limits.get(3), limits.get(4));
    }

    private static void within(String field, int value, int least, int most, List<Rejection.Problem> problems) {
        if (value < least || value > most) {
            problems.add(new Rejection.Problem(field, "Write a whole number from " + least + " to " + most + "."));
        }
    }

    private static int atLeastOne(String field, Optional<Integer> value, int before, List<Rejection.Problem> problems) {
        if (value.isPresent() && value.get() < 1) {
            problems.add(new Rejection.Problem(field, "Write a whole number of at least 1."));
        }
        return value.orElse(before);
    }
}
