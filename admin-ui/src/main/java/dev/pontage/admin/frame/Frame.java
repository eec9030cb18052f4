package dev.pontage.admin.frame;

import dev.pontage.admin.access.Forbidden;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Person;
import dev.pontage.error.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** The frame around each page, and what is shown where a page cannot be. */
@ControllerAdvice(annotations = Controller.class, basePackages = "dev.pontage.admin")
class Frame {
    private final boolean production;

    Frame(Environment environment) {
        this.production = environment.acceptsProfiles(Profiles.of("production"));
    }

    @ModelAttribute("frame")
    Around frame(HttpServletRequest request) {
        return around(request);
    }

    /** What the frame shows. */
    record Around(Optional<Person> person, String path, boolean production) {
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
        return new Around(person, request.getRequestURI(), production);
    }

    @ExceptionHandler
    ModelAndView on(Rejection rejection, HttpServletRequest request) {
        var status = switch (rejection.kind()) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case EXISTS -> HttpStatus.CONFLICT;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
        return page(status, rejection.getMessage(), request);
    }

    @ExceptionHandler
    ModelAndView on(Forbidden forbidden, HttpServletRequest request) {
        return page(HttpStatus.FORBIDDEN, forbidden.getMessage(), request);
    }

    private ModelAndView page(
            HttpStatus status, @org.jspecify.annotations.Nullable String message, HttpServletRequest request) {
        var page = new ModelAndView("problem", status);
        page.addObject("frame", around(request));
        page.addObject("status", status.value());
        page.addObject("message", message == null ? "" : message);
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
