package dev.pontage.transport;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** JsonLogic's own operators, as far as they look at nothing but their arguments and the data. */
final class Operators {
    private static final int LONGEST_TEXT = 100_000;

    private Operators() {}

    static Value apply(String operator, List<Value> given) {
        var first = Formula.at(given, 0);
        var second = Formula.at(given, 1);
        return switch (operator) {
            case "==" -> flag(alike(first, second));
            case "!=" -> flag(!alike(first, second));
            case "===" -> flag(same(first, second));
            case "!==" -> flag(!same(first, second));
            case "!" -> flag(!first.holds());
            case "!!" -> flag(first.holds());
            case ">" -> flag(compared(first, second) > 0);
            case ">=" -> flag(compared(first, second) >= 0);
            case "<" -> flag(rising(given, 1));
            case "<=" -> flag(rising(given, 0));
            case "max" -> best(given, BigDecimal::max);
            case "min" -> best(given, BigDecimal::min);
            case "+" -> folded(given, BigDecimal::add);
            case "*" -> folded(given, (one, other) -> one.multiply(other, MathContext.DECIMAL128));
            case "-" ->
                number(
                        given.size() < 2
                                ? first.number().negate()
                                : first.number().subtract(second.number()));
            case "/" -> number(first.number().divide(divisor(second), MathContext.DECIMAL64));
            case "%" -> number(first.number().remainder(divisor(second)));
            case "merge" ->
                new Value.Items(given.stream().flatMap(Operators::spread).toList());
            case "in" -> flag(isIn(first, second));
            case "cat" -> cat(given);
            case "substr" -> substr(given);
            // VTEX's log is not ours to write, and card data does not belong there
            case "log" -> first;
            default -> throw new Formula.Unsound("there is no such operator");
        };
    }

    private static Value flag(boolean on) {
        return new Value.Flag(on);
    }

    private static Value number(BigDecimal number) {
        return new Value.Amount(number);
    }

    private static BigDecimal divisor(Value value) {
        var divisor = value.number();
        if (divisor.signum() == 0) {
            throw new Formula.Unsound("it divides by zero");
        }
        return divisor;
    }

    private static Value folded(List<Value> given, BinaryOperator<BigDecimal> by) {
        return number(given.stream().map(Value::number).reduce(by).orElse(BigDecimal.ZERO));
    }

    private static Value best(List<Value> given, BinaryOperator<BigDecimal> by) {
        return given.stream()
                .map(Value::number)
                .reduce(by)
                .<Value>map(Value.Amount::new)
                .orElse(Value.Nothing.NOTHING);
    }

    /** Two, or three with the middle one between the others. */
    private static boolean rising(List<Value> given, int least) {
        var held = compared(Formula.at(given, 1), Formula.at(given, 0)) >= least;
        return held && (given.size() < 3 || compared(given.get(2), given.get(1)) >= least);
    }

    private static int compared(Value one, Value other) {
        return one instanceof Value.Chars(var left) && other instanceof Value.Chars(var right)
                ? Arrays.compare(left, right)
                : one.number().compareTo(other.number());
    }

    private static boolean same(Value one, Value other) {
        return one instanceof Value.Amount(var left) && other instanceof Value.Amount(var right)
                ? left.compareTo(right) == 0
                : one.equals(other);
    }

    /** With JavaScript's tolerance: a text of digits is the number. */
    private static boolean alike(Value one, Value other) {
        if (one.getClass() == other.getClass()) {
            return same(one, other);
        }
        if (one instanceof Value.Nothing || other instanceof Value.Nothing) {
            return false;
        }
        try {
            return one.number().compareTo(other.number()) == 0;
        } catch (Formula.Unsound e) {
            return false;
        }
    }

    private static Stream<Value> spread(Value value) {
        return value instanceof Value.Items(var all) ? all.stream() : Stream.of(value);
    }

    private static boolean isIn(Value wanted, Value where) {
        return switch (where) {
            case Value.Items(var all) -> all.stream().anyMatch(it -> same(it, wanted));
            case Value.Chars(var chars) -> holds(chars, wanted.text().of());
            default -> false;
        };
    }

    private static boolean holds(char[] chars, char[] wanted) {
        for (var at = 0; at + wanted.length <= chars.length; at++) {
            if (Arrays.equals(chars, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    private static Value cat(List<Value> given) {
        var parts = given.stream().map(it -> it.text().of()).toList();
        var length = parts.stream().mapToInt(it -> it.length).sum();
        if (length > LONGEST_TEXT) {
            throw new Formula.Unsound("a text is too long");
        }
        var whole = new char[length];
        var at = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return new Value.Chars(whole);
    }

    /** From a place, or from the end if it is negative; so many, or all but so many from the end. */
    private static Value substr(List<Value> given) {
        var chars = Formula.at(given, 0).text().of();
        var start = place(Formula.at(given, 1), chars.length);
        var end = chars.length;
        if (given.size() > 2) {
            var length = place(given.get(2));
            end = length < 0 ? chars.length + length : Math.min(chars.length, start + length);
        }
        return new Value.Chars(Arrays.copyOfRange(chars, start, Math.max(start, end)));
    }

    private static int place(Value value, int length) {
        var place = place(value);
        return place < 0 ? Math.max(0, length + place) : Math.min(place, length);
    }

    private static int place(Value value) {
        return value.number()
                .max(BigDecimal.valueOf(-LONGEST_TEXT))
                .min(BigDecimal.valueOf(LONGEST_TEXT))
                .intValue();
    }

    static Value found(Value data, List<Value> given) {
        var found = in(data, Formula.at(given, 0));
        return found instanceof Value.Nothing ? Formula.at(given, 1) : found;
    }

    private static Value in(Value data, Value path) {
        var current = data;
        var steps = new String(path.text().of());
        for (var step : steps.isEmpty() ? new String[0] : steps.split("\\.", 32)) {
            current = switch (current) {
                case Value.Members(var all) -> all.getOrDefault(step, Value.Nothing.NOTHING);
                case Value.Items(var all) when step.matches("\\d{1,6}") -> Formula.at(all, Integer.parseInt(step));
                default -> Value.Nothing.NOTHING;
            };
        }
        return current;
    }

    static Value missing(Value data, List<Value> given) {
        var names = given.stream().flatMap(Operators::spread).toList();
        return new Value.Items(names.stream().filter(it -> isMissing(data, it)).toList());
    }

    private static boolean isMissing(Value data, Value name) {
        var found = in(data, name);
        return found instanceof Value.Nothing || found.equals(Value.Chars.of(""));
    }

    /** Nothing is missing once there are so many. */
    static Value missingSome(Value data, List<Value> given) {
        var names = spread(Formula.at(given, 1)).toList();
        var missing = new ArrayList<Value>(
                names.stream().filter(it -> isMissing(data, it)).toList());
        var there = names.size() - missing.size();
        return new Value.Items(there >= place(Formula.at(given, 0)) ? List.of() : missing);
    }
}
