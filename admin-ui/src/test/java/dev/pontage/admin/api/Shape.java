package dev.pontage.admin.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.http.ResponseEntity;

/** The JSON schema of what a handler answers or takes, read from its type. */
final class Shape {
    private Shape() {}

    /** A schema as the description writes it; of what can be anything an empty one. */
    static Map<String, Object> of(Type type) {
        return of(type, Map.of());
    }

    private static Map<String, Object> of(Type type, Map<String, Type> bound) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic, bound);
        }
        if (type instanceof Class<?> plain) {
            return plain.isRecord() ? record(plain, Map.of()) : simple(plain);
        }
        var known = bound.get(type.getTypeName());
        return known == null ? Map.of() : of(known, Map.of());
    }

    private static Map<String, Object> generic(ParameterizedType type, Map<String, Type> bound) {
        var raw = (Class<?>) type.getRawType();
        var last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
        if (raw == Optional.class || raw == ResponseEntity.class) {
            return of(last, bound);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return sorted("type", "object", "additionalProperties", of(last, bound));
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return sorted("type", "array", "items", of(last, bound));
        }
        if (!raw.isRecord()) {
            return Map.of();
        }
        var names = new TreeMap<String, Type>();
        for (var i = 0; i < raw.getTypeParameters().length; i++) {
            names.put(raw.getTypeParameters()[i].getName(), type.getActualTypeArguments()[i]);
        }
        return record(raw, names);
    }

    private static Map<String, Object> record(Class<?> type, Map<String, Type> bound) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var component : type.getRecordComponents()) {
            var shape = of(component.getGenericType(), bound);
            if (isUnwrapped(type, component)) {
                properties.putAll(part(shape, "properties", Map.of()));
                required.addAll(part(shape, "required", List.of()));
            } else if (component.getType() == Optional.class) {
                properties.put(component.getName(), orNull(shape));
            } else {
                properties.put(component.getName(), shape);
                required.add(component.getName());
            }
        }
        var object = sorted("type", "object", "properties", properties);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        return object;
    }

    @SuppressWarnings("unchecked")
    private static <T> T part(Map<String, Object> shape, String name, T none) {
        return (T) shape.getOrDefault(name, none);
    }

    private static boolean isUnwrapped(Class<?> type, RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                || Arrays.stream(type.getDeclaredConstructors()[0].getParameters())
                        .anyMatch(it -> it.getName().equals(component.getName())
                                && it.isAnnotationPresent(JsonUnwrapped.class));
    }

    private static Map<String, Object> orNull(Map<String, Object> shape) {
        if (shape.get("type") instanceof String type && !type.equals("object")) {
            var both = new TreeMap<>(shape);
            both.put("type", List.of(type, "null"));
            return both;
        }
        return shape.isEmpty() ? shape : sorted("anyOf", List.of(shape, Map.of("type", "null")));
    }

    private static Map<String, Object> simple(Class<?> type) {
        if (type.isEnum()) {
            return sorted(
                    "type",
                    "string",
                    "enum",
                    Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
        }
        return switch (type.getSimpleName()) {
            case "String" -> sorted("type", "string");
            case "boolean", "Boolean" -> sorted("type", "boolean");
            case "int", "Integer", "long", "Long" -> sorted("type", "integer");
            default ->
                type == UUID.class
                        ? sorted("type", "string", "format", "uuid")
                        : type == Instant.class
                                ? sorted("type", "string", "format", "date-time")
                                : type == LocalDate.class
                                        ? sorted("type", "string", "format", "date")
                                        : type == BigDecimal.class ? sorted("type", "number") : Map.of();
        };
    }

    private static Map<String, Object> sorted(Object... pairs) {
        var map = new TreeMap<String, Object>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
