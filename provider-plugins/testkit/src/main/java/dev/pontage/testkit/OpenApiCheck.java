package dev.pontage.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Holds requests against an acquirer's official OpenAPI description. Such descriptions are not part of the project: they
 * are looked for in {@code shared/specs} beside it, and a test that does not find its own says that it was skipped.
 */
public final class OpenApiCheck {
    private static final int LARGEST = 64 * 1024 * 1024;

    private final Map<?, ?> document;
    private final SchemaCheck schemas;

    private OpenApiCheck(Map<?, ?> document) {
        this.document = document;
        this.schemas = new SchemaCheck(document);
    }

    /** The description with this path below {@code shared/specs}, if that folder is at hand. */
    public static Optional<OpenApiCheck> find(String file) {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var path = folder.resolve("shared/specs").resolve(file);
            if (Files.exists(path)) {
                return Optional.of(new OpenApiCheck((Map<?, ?>) yaml(read(path))));
            }
        }
        return Optional.empty();
    }

    /**
     * What is wrong with a request.
     *
     * @param path below the server's address
     * @param body JSON, or empty if there is none
     */
    public List<String> problems(String method, String path, String body) {
        var paths = SchemaCheck.map(document.get("paths"));
        for (var template : paths.keySet()) {
            var found = matcher(String.valueOf(template)).matcher(path);
            var item = SchemaCheck.map(paths.get(template));
            if (found.matches() && item.containsKey(method.toLowerCase(java.util.Locale.ROOT))) {
                return operation(item, String.valueOf(template), method, path, body);
            }
        }
        return List.of("no operation " + method + " " + path);
    }

    private List<String> operation(Map<?, ?> item, String template, String method, String path, String body) {
        var operation = SchemaCheck.map(item.get(method.toLowerCase(java.util.Locale.ROOT)));
        var problems = new ArrayList<String>();
        var values = pathValues(template, path);
        for (var list : List.of(item, operation)) {
            for (var it : SchemaCheck.list(list.get("parameters"))) {
                var parameter = schemas.resolved(it);
                var value = values.get(String.valueOf(parameter.get("name")));
                if ("path".equals(parameter.get("in")) && value != null) {
                    problems.addAll(schemas.problems("path " + parameter.get("name"), parameter.get("schema"), value));
                }
            }
        }
        problems.addAll(body(operation, body));
        return problems;
    }

    private List<String> body(Map<?, ?> operation, String body) {
        if (!operation.containsKey("requestBody")) {
            return body.isEmpty() ? List.of() : List.of("a body where none is known");
        }
        var content =
                SchemaCheck.map(schemas.resolved(operation.get("requestBody")).get("content"));
        var json = SchemaCheck.map(content.get("application/json"));
        if (body.isEmpty()) {
            return List.of("no body");
        }
        return schemas.problems("body", json.get("schema"), yaml(body));
    }

    private static Pattern matcher(String template) {
        return Pattern.compile(Arrays.stream(template.split("(?=\\{)|(?<=\\})"))
                .map(it -> it.startsWith("{") ? "[^/]+" : Pattern.quote(it))
                .reduce("", String::concat));
    }

    private static Map<String, String> pathValues(String template, String path) {
        var names = template.split("/", -1);
        var parts = path.split("/", -1);
        var values = new LinkedHashMap<String, String>();
        for (var i = 0; i < Math.min(names.length, parts.length); i++) {
            if (names[i].startsWith("{")) {
                values.put(names[i].substring(1, names[i].length() - 1), parts[i]);
            }
        }
        return values;
    }

    /** JSON is YAML, so that one reader does, and it is not the one that plugins use. */
    private static Object yaml(String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setMaxAliasesForCollections(10_000);
        return new Yaml(new SafeConstructor(options)).load(text);
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
