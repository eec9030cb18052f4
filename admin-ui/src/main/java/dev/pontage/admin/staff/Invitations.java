package dev.pontage.admin.staff;

import dev.pontage.admin.access.Role;
import dev.pontage.error.Rejection;
import dev.pontage.secret.TokenHash;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** One-time links by which people come in. */
@Component
public class Invitations {
    private static final Duration VALID = Duration.ofHours(24);

    private final TenantJdbc jdbc;
    private final TokenHash hashes;
    private final Staff staff;
    private final Clock clock;

    Invitations(@Qualifier("adminJdbc") TenantJdbc jdbc, TokenHash hashes, Staff staff, Clock clock) {
        this.jdbc = jdbc;
        this.hashes = hashes;
        this.staff = staff;
        this.clock = clock;
    }

    private record Kept(UUID id, Role role, boolean everyTenant, Set<UUID> tenants, boolean first) {}

    /** A token for the first administrator, while there is nobody. */
    public Optional<String> first() {
        return staff.isEmpty() ? Optional.of(make(Role.ADMINISTRATOR, true, Set.of(), true)) : Optional.empty();
    }

    /** A token for one more person. */
    public String invite(Role role, boolean everyTenant, Set<UUID> tenants) {
        return make(role, everyTenant, tenants, false);
    }

    private String make(Role role, boolean everyTenant, Set<UUID> tenants, boolean first) {
        var token = TokenHash.newToken();
        jdbc.transact(() -> jdbc.sql("""
                        insert into invitation (id, token_hash, role, every_tenant, tenants, first, expires_at)
                        values (:id, :hash, :role, :every, :tenants, :first, :expires)
                        """)
                .param("id", Ids.bytes(Ids.next()))
                .param("hash", hashes.of(token))
                .param("role", role.name())
                .param("every", everyTenant)
                .param("tenants", tenants.stream().map(UUID::toString).collect(Collectors.joining(",")))
                .param("first", first)
                .param("expires", Timestamp.from(clock.instant().plus(VALID)))
                .update());
        return token;
    }

    /** Whether the link still opens. */
    public boolean isOpen(String token) {
        return find(token).isPresent();
    }

    private Optional<Kept> find(String token) {
        return jdbc.sql("select * from invitation where token_hash = :hash and expires_at > :now")
                .param("hash", hashes.of(token))
                .param("now", Timestamp.from(clock.instant()))
                .query((row, index) -> new Kept(
                        Ids.of(row.getBytes("id")),
                        Role.valueOf(row.getString("role")),
                        row.getBoolean("every_tenant"),
                        Staff.tenants(row.getString("tenants")),
                        row.getBoolean("first")))
                .optional()
                .filter(it -> !it.first() || staff.isEmpty());
    }

    /** Uses the link up and adds the person; the messages of a refusal are keys. */
    public Member accept(String token, Staff.Draft draft) {
        var problems = staff.problems(draft);
        if (!problems.isEmpty()) {
            throw Rejection.invalid(problems);
        }
        return jdbc.inTransaction(() -> {
            var kept = find(token).orElseThrow(() -> Rejection.notFound("such invitation"));
            // Whoever deletes it has it; of two who try at once one deletes nothing.
            var mine = jdbc.sql("delete from invitation where id = :id or first = :first and first")
                    .param("id", Ids.bytes(kept.id()))
                    .param("first", kept.first())
                    .update();
            if (mine == 0) {
                throw Rejection.notFound("such invitation");
            }
            return staff.add(draft, kept.role(), kept.everyTenant(), kept.tenants());
        });
    }
}
