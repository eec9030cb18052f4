package dev.pontage.transport;

import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a formula works on. Texts are characters that can be wiped, since they may be a card's. */
sealed interface Value {

    /** JSON's null. */
    enum Nothing implements Value {
        NOTHING
    }

    record Flag(boolean on) implements Value {}

    record Amount(BigDecimal number) implements Value {
        private static final int LONGEST = 200;

        /** {@code 1e999999999} is short to write and takes for ever to add to. */
        public Amount {
            if (Math.abs((long) number.scale()) + number.precision() > LONGEST) {
                throw new Formula.Unsound("a number is too long");
            }
        }
    }

    record Items(List<Value> all) implements Value {
        public Items {
            all = List.copyOf(all);
        }
    }

    record Members(Map<String, Value> all) implements Value {
        public Members {
            all = Map.copyOf(all);
        }
    }

    /** A text that prints as dots. */
    record Chars(char[] of) implements Value {
        static Chars of(String text) {
            return new Chars(text.toCharArray());
        }

        /** In UTF-8. */
        byte[] bytes() {
            var buffer = StandardCharsets.UTF_8.encode(CharBuffer.wrap(of));
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            Arrays.fill(buffer.array(), (byte) 0);
            return bytes;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Chars(var chars) && Arrays.equals(of, chars);
        }

        @Override
        public int hashCode() {
            return of.length;
        }

        @Override
        public String toString() {
            return "•••";
        }
    }

    /** What counts as yes: JsonLogic's own table, in which an empty list is no and "0" is yes. */
    default boolean holds() {
        return switch (this) {
            case Nothing _ -> false;
            case Flag(var on) -> on;
            case Amount(var number) -> number.signum() != 0;
            case Chars(var chars) -> chars.length > 0;
            case Items(var all) -> !all.isEmpty();
            case Members _ -> true;
        };
    }

    /** As a number, as far as it is one. */
    default BigDecimal number() {
        return switch (this) {
            case Amount(var number) -> number;
            case Flag(var on) -> on ? BigDecimal.ONE : BigDecimal.ZERO;
            case Chars(var chars) -> parsed(chars);
            case Nothing _ -> BigDecimal.ZERO;
            case Items _, Members _ -> throw new Formula.Unsound("a list is no number");
        };
    }

    private static BigDecimal parsed(char[] chars) {
        try {
            // a number of thousands of digits is nobody's amount, and slow
            if (chars.length > 0 && chars.length <= 100) {
                return new Amount(new BigDecimal(chars)).number();
            }
        } catch (NumberFormatException e) {
            // said below, without the text
        }
        throw new Formula.Unsound("a text is no number");
    }

    /** As a text. */
    default Chars text() {
        return switch (this) {
            case Chars it -> it;
            case Amount(var number) -> Chars.of(plain(number));
            case Flag(var on) -> Chars.of(Boolean.toString(on));
            case Nothing _ -> Chars.of("");
            case Items(var all) -> joined(all);
            case Members _ -> throw new Formula.Unsound("an object is no text");
        };
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static Chars joined(List<Value> all) {
        var parts = all.stream().map(it -> it.text().of()).toList();
        var whole = new char[parts.stream().mapToInt(it -> it.length).sum() + Math.max(0, parts.size() - 1)];
        var at = 0;
        for (var part : parts) {
            if (at > 0) {
                whole[at++] = ',';
            }
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return new Chars(whole);
    }
}
