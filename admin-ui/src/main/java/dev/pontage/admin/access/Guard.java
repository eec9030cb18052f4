package dev.pontage.admin.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** The one place where a route's demand meets the person. */
public final class Guard implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            var permission =
                    demanded(method).orElseThrow(() -> new Forbidden("This route says nothing about who may use it."));
            if (permission != Permission.ANYONE && !Person.current().may(permission)) {
                throw new Forbidden("Your role or scope does not allow this.");
            }
        }
        return true;
    }

    /** What a route demands, if it says so. */
    public static Optional<Permission> demanded(HandlerMethod handler) {
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Needs.class))
                .or(() -> Optional.ofNullable(
                        AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Needs.class)))
                .map(Needs::value);
    }
}
