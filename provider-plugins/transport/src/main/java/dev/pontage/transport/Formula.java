package dev.pontage.transport;

import dev.pontage.spi.Transport.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * JsonLogic with what VTEX adds for values that are made of card data. VTEX carries out those over its tokens; for a card
 * that we hold ourselves it is done here, so that a plugin need not know which of the two it is.
 *
 * <p>An operator's arguments are evaluated before it, except where it decides whether and on what they are.
 */
public final class Formula {
    private static final int DEEPEST = 32;

    /** What a formula's result says nothing about the card by. */
    private static final List<String> ONE_WAY = List.of("hmac-sha256", "md5", "sha1", "sha256", "sha384", "sha512");

    private static final String TOKENS = "replaceTokens";

    private final UnaryOperator<char[]> tokens;
    private final List<char[]> made = new ArrayList<>();

    /** A formula that cannot be worked out. The message never holds a value. */
    static final class Unsound extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unsound(String message) {
            super(message);
        }
    }

    private Formula(UnaryOperator<char[]> tokens) {
        this.tokens = tokens;
    }

    /**
     * Works a formula out. Nothing that was made on the way stays in memory.
     *
     * @param tokens puts card data in place of what stands for it
     * @return the result as text, in UTF-8
     */
    public static byte[] workedOut(Json formula, UnaryOperator<char[]> tokens) {
        var work = new Formula(tokens);
        try {
            return work.value(formula, new Value.Members(Map.of()), 0).text().bytes();
        } finally {
            work.made.forEach(it -> java.util.Arrays.fill(it, '\0'));
        }
    }

    /** Whether the result of a formula gives nothing of the card away. */
    static boolean isOneWay(Json formula) {
        var members = formula.members();
        return members.size() == 1 && ONE_WAY.containsAll(members.keySet());
    }

    /** Whether a mark stands anywhere but where it is replaced. */
    static boolean standsLoose(Json formula, String mark) {
        return formula.isText()
                ? formula.text().contains(mark)
                : formula.items().stream().anyMatch(it -> standsLoose(it, mark))
                        || formula.members().entrySet().stream()
                                .anyMatch(it -> !it.getKey().equals(TOKENS) && standsLoose(it.getValue(), mark));
    }

    private Value value(Json json, Value data, int depth) {
        if (depth > DEEPEST) {
            throw new Unsound("it is nested too deeply");
        }
        var members = json.members();
        if (members.size() == 1) {
            var only = members.entrySet().iterator().next();
            return kept(applied(only.getKey(), only.getValue(), data, depth + 1));
        }
        return members.isEmpty() ? literal(json, data, depth) : object(members, data, depth + 1);
    }

    private Value literal(Json json, Value data, int depth) {
        var written = json.toString();
        if (json.isText()) {
            return kept(Value.Chars.of(json.text()));
        }
        return switch (written.charAt(0)) {
            case '[' ->
                new Value.Items(json.items().stream()
                        .map(it -> value(it, data, depth + 1))
                        .toList());
            case '{' -> new Value.Members(Map.of());
            case 't', 'f' -> new Value.Flag(written.equals("true"));
            case 'n' -> Value.Nothing.NOTHING;
            default -> new Value.Amount(new BigDecimal(written));
        };
    }

    private Value object(Map<String, Json> members, Value data, int depth) {
        var all = new LinkedHashMap<String, Value>();
        members.forEach((name, it) -> all.put(name, value(it, data, depth)));
        return new Value.Members(all);
    }

    private Value kept(Value value) {
        if (value instanceof Value.Chars(var chars)) {
            made.add(chars);
        }
        return value;
    }

    private Value applied(String operator, Json given, Value data, int depth) {
        var written = given.toString().startsWith("[") ? given.items() : List.of(given);
        return switch (operator) {
            case "if", "?:" -> chosen(written, data, depth);
            case "and" -> firstThat(false, written, data, depth);
            case "or" -> firstThat(true, written, data, depth);
            case "map", "filter", "all", "some", "none" -> each(operator, written, data, depth);
            case "reduce" -> reduced(written, data, depth);
            default -> plain(operator, arguments(written, data, depth), data);
        };
    }

    private List<Value> arguments(List<Json> written, Value data, int depth) {
        return written.stream().map(it -> value(it, data, depth)).toList();
    }

    private Value plain(String operator, List<Value> given, Value data) {
        return switch (operator) {
            case TOKENS -> new Value.Chars(tokens.apply(at(given, 0).text().of()));
            case "base64" -> Digests.base64(at(given, 0).text());
            case "hmac-sha256" -> Digests.hmac(given);
            case "md5", "sha1", "sha256", "sha384", "sha512" -> Digests.of(operator, given);
            case "var" -> Operators.found(data, given);
            case "missing" -> Operators.missing(data, given);
            case "missing_some" -> Operators.missingSome(data, given);
            default -> Operators.apply(operator, given);
        };
    }

    private Value chosen(List<Json> written, Value data, int depth) {
        for (var i = 0; i + 1 < written.size(); i += 2) {
            if (value(written.get(i), data, depth).holds()) {
                return value(written.get(i + 1), data, depth);
            }
        }
        return written.size() % 2 == 1 ? value(written.getLast(), data, depth) : Value.Nothing.NOTHING;
    }

    /** The first that holds or does not, else the last. */
    private Value firstThat(boolean holds, List<Json> written, Value data, int depth) {
        Value last = Value.Nothing.NOTHING;
        for (var it : written) {
            last = value(it, data, depth);
            if (last.holds() == holds) {
                return last;
            }
        }
        return last;
    }

    private Value each(String operator, List<Json> written, Value data, int depth) {
        var items = items(written, data, depth);
        var rule = rule(written);
        return switch (operator) {
            case "map" ->
                new Value.Items(items.stream().map(it -> value(rule, it, depth)).toList());
            case "filter" ->
                new Value.Items(items.stream()
                        .filter(it -> value(rule, it, depth).holds())
                        .toList());
            case "all" ->
                new Value.Flag(!items.isEmpty()
                        && items.stream().allMatch(it -> value(rule, it, depth).holds()));
            case "some" ->
                new Value.Flag(
                        items.stream().anyMatch(it -> value(rule, it, depth).holds()));
            default ->
                new Value.Flag(
                        items.stream().noneMatch(it -> value(rule, it, depth).holds()));
        };
    }

    private Value reduced(List<Json> written, Value data, int depth) {
        var sum = written.size() > 2 ? value(written.get(2), data, depth) : Value.Nothing.NOTHING;
        for (var it : items(written, data, depth)) {
            var both = new HashMap<String, Value>();
            both.put("current", it);
            both.put("accumulator", sum);
            sum = value(rule(written), new Value.Members(both), depth);
        }
        return sum;
    }

    private List<Value> items(List<Json> written, Value data, int depth) {
        return !written.isEmpty() && value(written.getFirst(), data, depth) instanceof Value.Items(var all)
                ? all
                : List.of();
    }

    private static Json rule(List<Json> written) {
        if (written.size() < 2) {
            throw new Unsound("an operator has too few arguments");
        }
        return written.get(1);
    }

    static Value at(List<Value> given, int index) {
        return index < given.size() ? given.get(index) : Value.Nothing.NOTHING;
    }
}
