package dev.pontage.admin.staff;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.form.Longest;
import dev.pontage.error.Rejection;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** The door to the people who work here. */
@Component
public class Staff {
    private final TenantJdbc jdbc;
    private final Passwords passwords;
    private final Lock lock;
    private final Clock clock;

    Staff(@Qualifier("adminJdbc") TenantJdbc jdbc, Passwords passwords, Lock lock, Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.lock = lock;
        this.clock = clock;
    }

    /** What a new member says of themselves. */
    public record Draft(String name, String email, String password) {
        @Override
        public String toString() {
            return "Draft[" + email + "]";
        }
    }

    /** Whether nobody works here yet. */
    public boolean isEmpty() {
        return jdbc.sql("select count(*) from staff").query(Long.class).single() == 0;
    }

    /** All, by address. */
    public List<Member> list() {
        return jdbc.sql("select * from staff order by email").query(Staff::map).list();
    }

    /** By id. */
    public Optional<Member> find(UUID id) {
        return jdbc.sql("select * from staff where id = :id")
                .param("id", Ids.bytes(id))
                .query(Staff::map)
                .optional();
    }

    /** Who logs in with this address and password; nobody while the account is locked. */
    public Optional<Member> byPassword(String email, String password) {
        var found = jdbc.sql("select * from staff where email = :email")
                .param("email", normal(email))
                .query(Staff::map)
                .optional();
        var hash = found.map(it -> jdbc.sql("select password_hash from staff where id = :id")
                .param("id", Ids.bytes(it.id()))
                .query(String.class)
                .single());
        var right = passwords.matches(password, hash);
        return found.filter(it -> lock.admits(it.id(), right));
    }

    /** Checks what a new member wrote; the messages are keys. */
    List<Rejection.Problem> problems(Draft draft) {
        var problems = new ArrayList<Rejection.Problem>();
        if (draft.name().isBlank()) {
            problems.add(new Rejection.Problem("name", "field.empty"));
        }
        if (!draft.email().strip().matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+|[^@\\s]+@localhost")) {
            problems.add(new Rejection.Problem("email", "email.shape"));
        }
        Longest.NAME.of("name", draft.name()).forEach(problems::add);
        Longest.NAME.of("email", draft.email()).forEach(problems::add);
        passwords
                .problem(draft.password(), draft.email())
                .ifPresent(it -> problems.add(new Rejection.Problem("password", it)));
        return problems;
    }

    Member add(Draft draft, Role role, boolean everyTenant, Set<UUID> tenants) {
        var id = Ids.next();
        try {
            jdbc.transact(() -> jdbc.sql("""
                            insert into staff (id, email, name, password_hash, role, every_tenant, tenants,
                                totp_enrolled, totp_step, failures, created_at)
                            values (:id, :email, :name, :hash, :role, :every, :tenants, false, 0, 0, :now)
                            """)
                    .param("id", Ids.bytes(id))
                    .param("email", normal(draft.email()))
                    .param("name", draft.name().strip())
                    .param("hash", passwords.hash(draft.password()))
                    .param("role", role.name())
                    .param("every", everyTenant)
                    .param("tenants", tenants.stream().map(UUID::toString).collect(Collectors.joining(",")))
                    .param("now", Timestamp.from(clock.instant()))
                    .update());
        } catch (DuplicateKeyException e) {
            throw Rejection.invalid("email", "email.taken");
        }
        return find(id).orElseThrow();
    }

    /** Another role or scope. */
    public Member change(UUID id, Role role, boolean everyTenant, Set<UUID> tenants) {
        jdbc.transact(() -> jdbc.sql(
                        "update staff set role = :role, every_tenant = :every, tenants = :tenants where id = :id")
                .param("role", role.name())
                .param("every", everyTenant)
                .param("tenants", tenants.stream().map(UUID::toString).collect(Collectors.joining(",")))
                .param("id", Ids.bytes(id))
                .update());
        return find(id).orElseThrow();
    }

    /** They no longer work here. What they did stays in the trail. */
    public void remove(UUID id) {
        jdbc.transact(() -> {
            jdbc.sql("delete from staff_recovery_code where staff_id = :id")
                    .param("id", Ids.bytes(id))
                    .update();
            jdbc.sql("delete from staff where id = :id")
                    .param("id", Ids.bytes(id))
                    .update();
        });
    }

    /** Forgets app and paper: the next login sets the second factor up anew. */
    public void forgetFactor(UUID id) {
        jdbc.transact(() -> {
            jdbc.sql("delete from staff_recovery_code where staff_id = :id")
                    .param("id", Ids.bytes(id))
                    .update();
            jdbc.sql("update staff set totp_enrolled = false, totp_secret = null, totp_step = 0 where id = :id")
                    .param("id", Ids.bytes(id))
                    .update();
        });
    }

    private static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private static Member map(ResultSet row, int index) throws SQLException {
        return new Member(
                Ids.of(row.getBytes("id")),
                row.getString("email"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("every_tenant"),
                tenants(row.getString("tenants")),
                row.getBoolean("totp_enrolled"));
    }

    static Set<UUID> tenants(String joined) {
        return Stream.of(joined.split(",", -1))
                .filter(it -> !it.isBlank())
                .map(UUID::fromString)
                .collect(Collectors.toUnmodifiableSet());
    }
}
