package dev.pontage.admin.people;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Person;
import dev.pontage.admin.access.Role;
import dev.pontage.admin.staff.Member;
import dev.pontage.admin.staff.Staff;
import dev.pontage.error.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What is done with members of the staff, by people and scripts alike: it ends their sessions and is written down. */
@Component
public class Crew {
    private final Staff staff;
    private final Sessions sessions;
    private final Audit audit;

    Crew(Staff staff, Sessions sessions, Audit audit) {
        this.staff = staff;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** Another role or scope; nobody changes their own. */
    public Member change(UUID id, Role role, boolean everyTenant, Set<UUID> tenants) {
        var before = other(id);
        var after = staff.change(id, role, everyTenant, tenants);
        // What a browser may do is kept with its session: it ends with the old role.
        sessions.endAll(before.email());
        audit.note("staff.change", Optional.empty(), before.email(), Optional.of(before), Optional.of(after));
        return after;
    }

    /** They no longer work here; nobody removes themselves. */
    public void remove(UUID id) {
        var member = other(id);
        staff.remove(id);
        sessions.endAll(member.email());
        audit.note("staff.remove", Optional.empty(), member.email(), Optional.of(member), Optional.empty());
    }

    /** For who has lost the app and the paper: the next login sets the second factor up anew. */
    public void forgetFactor(UUID id) {
        var member = existing(id);
        staff.forgetFactor(id);
        sessions.endAll(member.email());
        audit.note("staff.factor", member.email(), "to be set up anew");
    }

    /** Who is logged in where, without telling which of them asks. */
    public List<Sessions.Open> sessions() {
        return sessions.list("");
    }

    /** Logs a person out of every browser. */
    public void endAll(UUID id) {
        var member = existing(id);
        var ended = sessions.endAll(member.email()).size();
        audit.note("session.end", member.email(), "logged out everywhere: " + ended);
    }

    /** Logs a browser out; whether there was one. */
    public boolean end(String handle) {
        var whose = sessions.end(handle);
        whose.forEach(it -> audit.note("session.end", it, "logged out"));
        return !whose.isEmpty();
    }

    private Member other(UUID id) {
        var member = existing(id);
        if (member.email().equals(Person.current().name())) {
            throw Rejection.invalid("id", "staff.self");
        }
        return member;
    }

    private Member existing(UUID id) {
        return staff.find(id).orElseThrow(() -> Rejection.notFound("member " + id));
    }
}
