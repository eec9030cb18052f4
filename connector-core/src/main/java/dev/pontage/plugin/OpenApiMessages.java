package dev.pontage.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * {@code ./pontage plugin new acme --openapi FILE}: records for the JSON bodies of chosen operations, with how to read and
 * write them. A beginning that its author changes, not a mirror of the document: everything in them may be missing.
 */
final class OpenApiMessages {
    private final Map<?, ?> api;
    private final String packageName;

    OpenApiMessages(String document, String packageName) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        // every JSON document is a YAML document
        var read = new Yaml(new SafeConstructor(options)).load(document);
        this.api = read instanceof Map<?, ?> map ? map : Map.of();
        this.packageName = packageName;
    }

    /** Takes the document, the package, the folder to write into, and the operations wanted: none for all. */
    public static void main(String[] arguments) throws IOException {
        var wanted = arguments.length > 3 ? List.of(arguments[3].split(",")) : List.<String>of();
        var made = new OpenApiMessages(Files.readString(Path.of(arguments[0])), arguments[1]).sources(wanted);
        var folder = Files.createDirectories(Path.of(arguments[2]));
        for (var it : made.entrySet()) {
            Files.writeString(folder.resolve(it.getKey() + ".java"), it.getValue());
        }
        if (made.isEmpty()) {
            System.exit(1);
        }
    }

    /** Sources by the name of their record. */
    Map<String, String> sources(List<String> wanted) {
        var sources = new TreeMap<String, String>();
        for (var path : map(api, "paths").values()) {
            for (var verb : List.of("get", "post", "put", "patch", "delete")) {
                var operation = map(path, verb);
                var id = String.valueOf(operation.get("operationId"));
                if (!operation.isEmpty()
                        && operation.get("operationId") != null
                        && (wanted.isEmpty() || wanted.contains(id))) {
                    add(sources, id, "Request", json(operation.get("requestBody")));
                    add(sources, id, "Response", json(success(operation)));
                }
            }
        }
        return sources;
    }

    private void add(Map<String, String> sources, String operation, String what, Map<?, ?> schema) {
        var resolved = resolved(schema);
        if (!map(resolved, "properties").isEmpty()) {
            var name = typeName(operation) + what;
            sources.put(
                    name,
                    """
                    package %s;

                    import dev.pontage.spi.Transport.Json;
                    import java.math.BigDecimal;
                    import java.util.List;
                    import java.util.Optional;

                    /** The %s of %s. */
                    """.formatted(packageName, what.toLowerCase(java.util.Locale.ROOT), operation)
                            + new RecordSource(name, resolved, 0).text());
        }
    }

    private static @Nullable Object success(Map<?, ?> operation) {
        return map(operation, "responses").entrySet().stream()
                .filter(it -> String.valueOf(it.getKey()).startsWith("2"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private Map<?, ?> json(@Nullable Object body) {
        return map(map(map(resolved(asMap(body)), "content"), "application/json"), "schema");
    }

    private Map<?, ?> resolved(Map<?, ?> schema) {
        var at = schema;
        for (var hops = 0; hops < 8 && at.get("$ref") instanceof String ref; hops++) {
            Map<?, ?> found = api;
            for (var step : ref.replaceFirst("^#/", "").split("/")) {
                found = map(found, step);
            }
            at = found;
        }
        return at;
    }

    private static Map<?, ?> map(@Nullable Object in, String key) {
        return asMap(asMap(in).get(key));
    }

    private static Map<?, ?> asMap(@Nullable Object it) {
        return it instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String typeName(String text) {
        var name = new StringBuilder();
        for (var word : text.split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "Type" + name : name.toString();
    }

    /** One record with its nested ones. */
    private final class RecordSource {
        private static final int DEEPEST = 4;

        private final String name;
        private final String indent;
        private final List<String> fields = new ArrayList<>();
        private final List<String> writes = new ArrayList<>();
        private final List<String> reads = new ArrayList<>();
        private final Map<String, String> nested = new LinkedHashMap<>();

        RecordSource(String name, Map<?, ?> schema, int depth) {
            this.name = name;
            this.indent = "    ".repeat(depth);
            map(schema, "properties").forEach((key, property) -> {
                var json = String.valueOf(key).replace("\\", "").replace("\"", "");
                if (depth < DEEPEST) {
                    field(json, resolved(asMap(property)), depth);
                }
            });
        }

        private void field(String key, Map<?, ?> schema, int depth) {
            var java = javaName(key);
            var at = "it.at(\"" + key + "\")";
            var type = String.valueOf(schema.get("type"));
            var items = resolved(map(schema, "items"));
            if (!map(schema, "properties").isEmpty()) {
                var inner = inner(key, schema, depth);
                add(
                        "Optional<" + inner + "> " + java,
                        key,
                        java + ".map(" + inner + "::write)",
                        at + ".hasMembers() ? Optional.of(" + inner + ".read(" + at + ")) : Optional.empty()");
            } else if (type.equals("array") && !map(items, "properties").isEmpty()) {
                var inner = inner(key, items, depth);
                add(
                        "List<" + inner + "> " + java,
                        key,
                        java + ".stream().map(" + inner + "::write).toList()",
                        at + ".items().stream().map(" + inner + "::read).toList()");
            } else if (type.equals("array")) {
                add("List<String> " + java, key, java, at + ".items().stream().map(Json::text).toList()");
            } else {
                switch (type) {
                    case "integer" -> add("Optional<Long> " + java, key, java, at + ".whole()");
                    case "number" ->
                        add("Optional<BigDecimal> " + java, key, java, at + ".filled().map(BigDecimal::new)");
                    case "boolean" ->
                        add("Optional<Boolean> " + java, key, java, at + ".filled().map(Boolean::valueOf)");
                    default -> add("Optional<String> " + java, key, java, at + ".filled()");
                }
            }
        }

        private void add(String field, String key, String write, String read) {
            fields.add(field);
            writes.add(".put(\"" + key + "\", " + write + ")");
            reads.add(read);
        }

        private String inner(String key, Map<?, ?> schema, int depth) {
            var inner = typeName(key).equals(name) ? typeName(key) + "Part" : typeName(key);
            nested.put(inner, new RecordSource(inner, schema, depth + 1).text());
            return inner;
        }

        private static String javaName(String key) {
            var type = typeName(key);
            var java = Character.toLowerCase(type.charAt(0)) + type.substring(1);
            return javax.lang.model.SourceVersion.isName(java) && !java.equals("it") ? java : java + "Value";
        }

        String text() {
            var out = new StringBuilder();
            out.append(indent).append("record ").append(name).append("(").append(String.join(", ", fields));
            out.append(") {\n");
            nested.values().forEach(it -> out.append(it).append('\n'));
            out.append(indent).append("    Json write() {\n");
            out.append(indent).append("        return Json.object()");
            writes.forEach(it ->
                    out.append("\n").append(indent).append("                ").append(it));
            out.append(";\n").append(indent).append("    }\n\n");
            out.append(indent).append("    static ").append(name).append(" read(Json it) {\n");
            out.append(indent).append("        return new ").append(name).append("(");
            out.append(String.join(", ", reads)).append(");\n").append(indent).append("    }\n");
            return out.append(indent).append("}\n").toString();
        }
    }
}
