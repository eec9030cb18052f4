package dev.pontage.admin.frame;

import dev.pontage.admin.access.Forbidden;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Person;
import dev.pontage.admin.figures.Figures;
import dev.pontage.error.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** The frame around each page, and what is shown where a page cannot be. */
@ControllerAdvice(basePackages = "dev.pontage.admin")
class Frame {
    private final boolean production;
    private final Figures figures;

    Frame(Environment environment, Figures figures) {
        this.figures = figures;
        this.production = environment.acceptsProfiles(Profiles.of("production"));
    }

    @ModelAttribute("frame")
    Around frame(HttpServletRequest request) {
        return around(request);
    }

    /**
     * One line of the menu.
     *
     * @param waiting how many things there wait for a person
     * @param apart whether a gap is left before it
     */
    record Entry(String path, String label, int waiting, boolean apart) {}

    /** What the frame shows. */
    record Around(Optional<Person> person, String path, boolean production, List<Entry> menu) {
        public boolean may(String permission) {
            return person.map(it -> it.may(Permission.valueOf(permission))).orElse(false);
        }

        public boolean at(String start) {
            return start.equals("/admin") ? path.equals(start) : path.startsWith(start);
        }
    }

    private Around around(HttpServletRequest request) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        var person = authentication != null && authentication.getPrincipal() instanceof Person it
                ? Optional.of(it)
                : Optional.<Person>empty();
        return new Around(
                person,
                request.getRequestURI(),
                production,
                // The page that a merchant comes to from VTEX lies outside of the chain that binds a scope.
                person.map(it -> it.scope().call(() -> menu(it))).orElse(List.of()));
    }

    private List<Entry> menu(Person person) {
        return Stream.of(
                        new Place("/admin", "nav.home", Permission.READ, false),
                        new Place("/admin/payments", "nav.payments", Permission.READ, false),
                        new Place("/admin/approvals", "nav.approvals", Permission.READ, false),
                        new Place("/admin/merchants", "nav.merchants", Permission.READ, true),
                        new Place("/admin/connectors", "nav.connectors", Permission.READ, false),
                        new Place("/admin/affiliations", "nav.affiliations", Permission.READ, false),
                        new Place("/admin/callbacks", "nav.callbacks", Permission.READ, true),
                        new Place("/admin/webhooks", "nav.webhooks", Permission.READ, false),
                        new Place("/admin/plugins", "nav.plugins", Permission.READ, false),
                        new Place("/admin/limits", "nav.limits", Permission.READ, false),
                        new Place("/admin/holidays", "nav.holidays", Permission.READ, false),
                        new Place("/admin/audit", "nav.audit", Permission.AUDIT, true),
                        new Place("/admin/staff", "nav.staff", Permission.PLATFORM, false),
                        new Place("/admin/tokens", "nav.tokens", Permission.PLATFORM, false))
                .filter(it -> person.may(it.needs()))
                .map(it -> new Entry(it.path(), it.label(), waiting(it.path()), it.apart()))
                .toList();
    }

    private int waiting(String path) {
        return switch (path) {
            case "/admin" -> figures.needingAPerson().size();
            case "/admin/approvals" -> figures.waitingApprovals();
            case "/admin/callbacks" -> figures.failingCallbacks();
            default -> 0;
        };
    }

    private record Place(String path, String label, Permission needs, boolean apart) {}

    @ExceptionHandler
    ModelAndView on(Rejection rejection, HttpServletRequest request) {
        var status = switch (rejection.kind()) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case EXISTS -> HttpStatus.CONFLICT;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
        return page(status, request);
    }

    @ExceptionHandler
    ModelAndView on(Forbidden forbidden, HttpServletRequest request) {
        return page(HttpStatus.FORBIDDEN, request);
    }

    /** A field that cannot be read: an id that is none, a number that is none, or one that is missing. */
    @ExceptionHandler
    ModelAndView on(MethodArgumentTypeMismatchException mismatch, HttpServletRequest request) {
        return page(mismatch.getName().equals("id") ? HttpStatus.NOT_FOUND : HttpStatus.UNPROCESSABLE_CONTENT, request);
    }

    @ExceptionHandler
    ModelAndView on(MissingServletRequestParameterException missing, HttpServletRequest request) {
        return page(HttpStatus.UNPROCESSABLE_CONTENT, request);
    }

    private ModelAndView page(HttpStatus status, HttpServletRequest request) {
        var page = new ModelAndView("problem", status);
        page.addObject("frame", around(request));
        page.addObject("status", status.value());
        return page;
    }

    /** Whatever else is asked for below the admin. */
    @Controller
    static class Nowhere {
        @org.springframework.web.bind.annotation.RequestMapping("/admin/**")
        @Needs(Permission.READ)
        String nowhere(HttpServletRequest request) {
            throw Rejection.notFound("page " + request.getRequestURI());
        }
    }
}
