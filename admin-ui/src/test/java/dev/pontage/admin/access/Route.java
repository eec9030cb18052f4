package dev.pontage.admin.access;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A way into the admin and what it demands. */
record Route(String method, String path, String demands) {

    static List<Route> all(RequestMappingHandlerMapping mappings) {
        return mappings.getHandlerMethods().entrySet().stream()
                .filter(it -> it.getValue().getBeanType().getPackageName().startsWith("dev.pontage.admin"))
                .flatMap(it -> {
                    var methods = it.getKey().getMethodsCondition().getMethods().stream()
                            .map(Enum::name)
                            .sorted()
                            .toList();
                    var demands = Guard.demanded(it.getValue()).map(Enum::name).orElse("NOTHING SAID");
                    return it.getKey().getPatternValues().stream()
                            .flatMap(path -> (methods.isEmpty() ? Stream.of("ANY") : methods.stream())
                                    .map(method -> new Route(method, path, demands)));
                })
                .sorted(Comparator.comparing(Route::path).thenComparing(Route::method))
                .toList();
    }

    boolean isApi() {
        return path.startsWith("/api/");
    }

    /** The path with something in place of its variables. */
    String with(String slug, String id) {
        var named = path.contains("/merchants/") || path.contains("/tenants/") || path.contains("/connectors/");
        return path.replaceAll("\\{[a-zA-Z]+}", named ? slug : id).replace("/**", "/x");
    }

    @Override
    public String toString() {
        return method + " " + path + " " + demands;
    }
}
