package dev.pontage.admin.login;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.staff.Member;
import dev.pontage.admin.staff.Staff;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Where somebody stands between the two factors. After the password the session knows who it may become, and is nobody
 * yet; only the second factor makes it somebody. Each step takes a new session id.
 */
@Component
class Entrance {
    private static final String HALFWAY = "pontage.halfway";

    private final Staff staff;
    private final Audit audit;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    Entrance(Staff staff, Audit audit) {
        this.staff = staff;
        this.audit = audit;
    }

    void halfway(HttpServletRequest request, Member member) {
        request.getSession(true).setAttribute(HALFWAY, member.id().toString());
        request.changeSessionId();
    }

    Optional<Member> halfway(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false))
                .map(it -> (String) it.getAttribute(HALFWAY))
                .map(UUID::fromString)
                .flatMap(staff::find);
    }

    void inside(HttpServletRequest request, HttpServletResponse response, Member member) {
        request.getSession(true).removeAttribute(HALFWAY);
        request.changeSessionId();
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(member.person(), "", List.of()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        note(member.email(), "login");
    }

    void note(String email, String action) {
        audit.noteAs(email, action, Optional.empty(), email, Optional.empty(), Optional.empty());
    }
}
