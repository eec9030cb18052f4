package dev.pontage.affiliation;

import dev.pontage.error.Rejection;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.Places;
import dev.pontage.tenant.TenantScope;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The merchants. Reads and writes only those of the bound scope. */
@Component
@Transactional
public class Tenants {
    private final TenantRows rows;
    private final Clock clock;

    Tenants(TenantRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Makes one, with the usual limits. */
    public Tenant create(String slug, String name) {
        if (name.isBlank()) {
            throw Rejection.invalid("name", "Give the merchant a name.");
        }
        var row = new TenantRow();
        row.id = Ids.next();
        row.slug = Slug.checked(slug);
        row.name = name.strip();
        row.timeZone = "America/Sao_Paulo";
        row.limit(Tenant.Limits.USUAL);
        row.createdAt = clock.instant();
        try {
            return rows.saveAndFlush(row).tenant();
        } catch (DataIntegrityViolationException e) {
            throw Duplicates.isOne(e) ? Rejection.exists("a merchant " + slug) : e;
        }
    }

    /** By the name in addresses. */
    @Transactional(readOnly = true)
    public Optional<Tenant> find(String slug) {
        return rows.findBySlug(slug).map(TenantRow::tenant).filter(Tenants::inScope);
    }

    /** By id. */
    @Transactional(readOnly = true)
    public Optional<Tenant> find(UUID id) {
        return rows.findById(id).map(TenantRow::tenant).filter(Tenants::inScope);
    }

    /** Those of the scope that have these ids. */
    @Transactional(readOnly = true)
    public List<Tenant> find(Set<UUID> ids) {
        return rows.findByIdIn(Places.of(ids)).stream()
                .map(TenantRow::tenant)
                .filter(Tenants::inScope)
                .toList();
    }

    /** All of the scope, by name in addresses. */
    @Transactional(readOnly = true)
    public List<Tenant> list() {
        return rows.findAllByOrderBySlug().stream()
                .map(TenantRow::tenant)
                .filter(Tenants::inScope)
                .toList();
    }

    /** Sets what it may take of the node. */
    public Tenant limit(String slug, Tenant.Limits limits) {
        return change(slug, row -> row.limit(limits));
    }

    /** Stops or resumes all its payments. */
    public Tenant suspend(String slug, boolean suspended) {
        return change(slug, row -> row.suspended = suspended);
    }

    /** Changes how it is called and where it is. */
    public Tenant rename(String slug, String name, String timeZone) {
        return change(slug, row -> {
            row.name = name;
            row.timeZone = java.time.ZoneId.of(timeZone).getId();
        });
    }

    private Tenant change(String slug, Consumer<TenantRow> change) {
        var row = rows.findBySlug(slug)
                .filter(it -> inScope(it.tenant()))
                .orElseThrow(() -> Rejection.notFound("merchant " + slug));
        change.accept(row);
        return rows.saveAndFlush(row).tenant();
    }

    private static boolean inScope(Tenant tenant) {
        return TenantScope.current().includes(tenant.id());
    }
}
