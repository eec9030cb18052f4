package dev.pontage.testkit;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value against a schema of OpenAPI 3.0 or 3.1, as far as acquirers' descriptions use it. Stricter in one thing: a
 * member that no part of the schema knows is a problem, since acquirers refuse or silently ignore such members.
 */
final class SchemaCheck {
    private final Map<?, ?> document;

    SchemaCheck(Map<?, ?> document) {
        this.document = document;
    }

    List<String> problems(String at, @Nullable Object schema, @Nullable Object value) {
        return problems(at, resolved(schema), value, true);
    }

    private List<String> problems(String at, Map<?, ?> schema, @Nullable Object value, boolean closed) {
        var problems = new ArrayList<String>();
        if (!hasType(schema, value)) {
            problems.add(at + " should be " + schema.get("type"));
            return problems;
        }
        if (schema.get("enum") instanceof List<?> allowed && !allowed.contains(value)) {
            problems.add(at + " is none of " + allowed);
        }
        if (value instanceof Map<?, ?> it) {
            members(at, schema, it, closed, problems);
        } else if (value instanceof List<?> it) {
            elements(at, schema, it, problems);
        } else if (value instanceof String it) {
            text(at, schema, it, problems);
        }
        for (var part : list(schema.get("allOf"))) {
            problems.addAll(problems(at, resolved(part), value, false));
        }
        for (var either : List.of("oneOf", "anyOf")) {
            problems.addAll(best(at, list(schema.get(either)), value, closed));
        }
        return problems;
    }

    /** The complaint of the alternative that fits best; none if one fits. */
    private List<String> best(String at, List<?> alternatives, @Nullable Object value, boolean closed) {
        return alternatives.stream()
                .map(it -> problems(at, resolved(it), value, closed))
                .min(Comparator.comparing(List::size))
                .orElse(List.of());
    }

    private static boolean hasType(Map<?, ?> schema, @Nullable Object value) {
        var types = schema.get("type") instanceof List<?> several
                ? several
                : schema.get("type") == null ? List.of() : List.of(schema.get("type"));
        if (types.isEmpty()) {
            return true;
        }
        return switch (value) {
            case null -> types.contains("null") || Boolean.TRUE.equals(schema.get("nullable"));
            case Map<?, ?> it -> types.contains("object");
            case List<?> it -> types.contains("array");
            case String it -> types.contains("string");
            case Boolean it -> types.contains("boolean");
            case Number it -> types.contains("number") || (types.contains("integer") && !(it instanceof Double));
            default -> false;
        };
    }

    private void members(String at, Map<?, ?> schema, Map<?, ?> value, boolean closed, List<String> problems) {
        for (var needed : list(schema.get("required"))) {
            if (!value.containsKey(needed)) {
                problems.add(at + "." + needed + " is missing");
            }
        }
        var properties = map(schema.get("properties"));
        var known = known(schema, 0);
        var more = schema.get("additionalProperties");
        for (var member : value.entrySet()) {
            var where = at + "." + member.getKey();
            if (properties.containsKey(member.getKey())) {
                problems.addAll(problems(where, properties.get(member.getKey()), member.getValue()));
            } else if (more instanceof Map<?, ?> any) {
                problems.addAll(problems(where, any, member.getValue()));
            } else if ((closed || Boolean.FALSE.equals(more)) && !known.isEmpty() && !known.contains(member.getKey())) {
                problems.add(where + " is not known");
            }
        }
    }

    private Set<Object> known(Map<?, ?> schema, int depth) {
        var known = new HashSet<Object>(map(schema.get("properties")).keySet());
        if (depth < 8) {
            for (var composed : List.of("allOf", "oneOf", "anyOf")) {
                for (var part : list(schema.get(composed))) {
                    known.addAll(known(resolved(part), depth + 1));
                }
            }
        }
        return known;
    }

    private void elements(String at, Map<?, ?> schema, List<?> value, List<String> problems) {
        if (schema.get("items") != null) {
            for (var i = 0; i < value.size(); i++) {
                problems.addAll(problems(at + "[" + i + "]", schema.get("items"), value.get(i)));
            }
        }
    }

    private static void text(String at, Map<?, ?> schema, String value, List<String> problems) {
        var length = value.codePointCount(0, value.length());
        if (schema.get("maxLength") instanceof Number longest && length > longest.intValue()) {
            problems.add(at + " is longer than " + longest);
        }
        if (schema.get("minLength") instanceof Number shortest && length < shortest.intValue()) {
            problems.add(at + " is shorter than " + shortest);
        }
        if (schema.get("pattern") instanceof String pattern && !Pattern.matches(mended(pattern), value)) {
            problems.add(at + " does not match " + pattern);
        }
        if (schema.get("format") instanceof String format && !isOf(format, value)) {
            problems.add(at + " is no " + format);
        }
    }

    /** Some descriptions write their patterns between slashes, so that they match nothing. */
    private static String mended(String pattern) {
        return pattern.length() > 1 && pattern.startsWith("/") && pattern.endsWith("/")
                ? pattern.substring(1, pattern.length() - 1)
                : pattern;
    }

    private static boolean isOf(String format, String value) {
        try {
            switch (format) {
                case "date-time" -> OffsetDateTime.parse(value);
                case "byte" -> Base64.getDecoder().decode(value);
                case "int64", "int32" -> new BigDecimal(value);
                default -> {}
            }
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** A schema or parameter, with its reference followed. */
    Map<?, ?> resolved(@Nullable Object schema) {
        var found = map(schema);
        while (found.get("$ref") instanceof String reference) {
            Object target = document;
            for (var step : reference.substring(2).split("/")) {
                target = map(target).get(step.replace("~1", "/").replace("~0", "~"));
            }
            found = map(target);
        }
        return found;
    }

    static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
