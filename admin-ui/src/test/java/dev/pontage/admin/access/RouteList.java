package dev.pontage.admin.access;

import java.util.List;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The routes of the API as its description writes them. */
public final class RouteList {
    private RouteList() {}

    /** Without the one that answers for whatever there is not. */
    public static List<String> api(RequestMappingHandlerMapping mappings) {
        return Route.all(mappings).stream()
                .filter(it -> it.isApi() && !it.method().equals("ANY"))
                .map(it -> it.method() + " " + it.path())
                .toList();
    }
}
