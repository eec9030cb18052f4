package dev.pontage.ppp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * The way of nearly every call, found at once: to look through all routes for it costs a repeat more than reading its
 * payment does. The route itself stands at the endpoint like any other; whatever is not exactly this goes there.
 */
@Component
class CreateRoute extends AbstractHandlerMapping {
    private static final int FIRST = -10;
    private static final String START = "/ppp/";
    private static final String END = "/payments";

    private final HandlerMethod create;

    CreateRoute(PaymentEndpoint endpoint) throws NoSuchMethodException {
        this.create = new HandlerMethod(
                endpoint,
                PaymentEndpoint.class.getDeclaredMethod("create", HttpServletRequest.class, HttpServletResponse.class));
        setOrder(FIRST);
    }

    @Override
    protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
        return leads(request) ? create : null;
    }

    static boolean leads(HttpServletRequest request) {
        return request.getMethod().equals("POST") && isCreate(request.getRequestURI());
    }

    private static boolean isCreate(String path) {
        return path.startsWith(START)
                && path.endsWith(END)
                && path.indexOf('/', START.length()) == path.length() - END.length();
    }
}
