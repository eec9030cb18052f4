package dev.pontage.ppp;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An object of VTEX's, read tolerantly: names in any casing, numbers or strings alike, the string "null" is nothing, and
 * what is unknown is left alone. Numbers are kept as they were written.
 */
final class Fields {
    private final String path;
    private final Map<String, @Nullable Object> values;

    /** A number as it was written. */
    record Literal(String text) {}

    private Fields(String path, Map<String, @Nullable Object> values) {
        this.path = path;
        this.values = values;
    }

    static Fields root(Map<String, @Nullable Object> values) {
        return new Fields("", values);
    }

    /** A text; a number or flag is taken as it was written. */
    Optional<String> text(String name) {
        return switch (value(name)) {
            case String it -> Optional.of(Text.clean(it));
            case Literal(var it) -> Optional.of(it);
            case Boolean it -> Optional.of(it.toString());
            case null -> Optional.empty();
            default -> throw BadRequest.field(path + name, "must be a text");
        };
    }

    /** A text, empty if there is none. */
    String textOrEmpty(String name) {
        return text(name).orElse("");
    }

    /** An opaque id that must be there, and must be a text. */
    String key(String name) {
        return optionalKey(name).orElseThrow(() -> BadRequest.field(path + name, "is missing"));
    }

    /** Byte for byte as VTEX gave it: without its end it would lead nowhere. */
    Optional<String> address(String name, int most) {
        return text(name).filter(it -> !it.isBlank()).map(it -> {
            if (it.length() > most) {
                throw BadRequest.field(path + name, "must have at most " + most + " characters");
            }
            return it;
        });
    }

    /** An opaque id. */
    Optional<String> optionalKey(String name) {
        return switch (value(name)) {
            case String it when Text.isKey(it) -> Optional.of(it);
            case String it when it.isEmpty() -> Optional.empty();
            case null -> Optional.empty();
            default -> throw BadRequest.field(path + name, "must be a text of 1 to 128 plain characters");
        };
    }

    /** An opaque id that only helps: what cannot be one is none. */
    Optional<String> hint(String name) {
        return switch (value(name)) {
            case String it when Text.isKey(it) -> Optional.of(it);
            case Literal(var it) -> Optional.of(it);
            case null, default -> Optional.empty();
        };
    }

    /** A text that must be there. */
    String required(String name) {
        return switch (value(name)) {
            case String it when !it.isBlank() -> Text.clean(it);
            case String _ -> throw BadRequest.field(path + name, "is empty");
            case null -> throw BadRequest.field(path + name, "is missing");
            default -> throw BadRequest.field(path + name, "must be a text");
        };
    }

    boolean flag(String name) {
        return optionalFlag(name).orElse(false);
    }

    Optional<Boolean> optionalFlag(String name) {
        return text(name).map(it -> switch (it.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0", "" -> false;
            default -> throw BadRequest.field(path + name, "must be true or false");
        });
    }

    /** A number that must be right if it is there. */
    Optional<BigDecimal> decimal(String name) {
        if (value(name) instanceof Map || value(name) instanceof List) {
            throw BadRequest.field(path + name, "must be a number");
        }
        return text(name).filter(it -> !it.isBlank()).map(it -> Amounts.decimal(path + name, it));
    }

    /** A number that only informs: what cannot be read is nothing. */
    BigDecimal informative(String name) {
        try {
            return decimal(name).orElse(BigDecimal.ZERO);
        } catch (BadRequest e) {
            return BigDecimal.ZERO;
        }
    }

    @SuppressWarnings("unchecked") // BodyReader makes nothing else
    Optional<Fields> object(String name) {
        return switch (value(name)) {
            case Map<?, ?> it -> Optional.of(new Fields(path + name + ".", (Map<String, @Nullable Object>) it));
            case null -> Optional.empty();
            default -> throw BadRequest.field(path + name, "must be an object");
        };
    }

    /** The objects of a list; whatever else stands in it is an error, except nothing. */
    @SuppressWarnings("unchecked") // BodyReader makes nothing else
    List<Fields> objects(String name) {
        return switch (value(name)) {
            case List<?> list -> {
                var objects = new java.util.ArrayList<Fields>();
                for (var i = 0; i < list.size(); i++) {
                    var place = path + name + "[" + i + "]";
                    switch (list.get(i)) {
                        case Map<?, ?> it -> objects.add(new Fields(place + ".", (Map<String, @Nullable Object>) it));
                        case null -> {}
                        default -> throw BadRequest.field(place, "must be an object");
                    }
                }
                yield objects;
            }
            case null -> List.of();
            default -> throw BadRequest.field(path + name, "must be a list");
        };
    }

    /** The plain values of an object, by name as it was written. */
    Map<String, String> plainValues() {
        var plain = new TreeMap<String, String>();
        for (var name : values.keySet()) {
            if (!(value(name) instanceof Map) && !(value(name) instanceof List)) {
                text(name).ifPresent(it -> plain.put(Text.clean(name), it));
            }
        }
        return plain;
    }

    String path(String name) {
        return path + name;
    }

    private @Nullable Object value(String name) {
        var value = values.get(name);
        var found = value == null ? valueInAnyCasing(name) : value;
        return "null".equals(found) ? null : found;
    }

    /** Nearly every name is written as documented: the others are looked for one by one. */
    private @Nullable Object valueInAnyCasing(String name) {
        for (var it : values.entrySet()) {
            if (it.getValue() != null && it.getKey().equalsIgnoreCase(name)) {
                return it.getValue();
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "Fields" + values.keySet();
    }
}
