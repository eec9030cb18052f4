package dev.pontage.ppp;

import dev.pontage.spi.payment.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads amounts. Whatever is too long, too large or too fine is refused before anything is computed with it. */
final class Amounts {
    /** More than any order, and few enough that minor units fit a long in every currency but the finest. */
    private static final int MOST_DIGITS = 15;

    private static final int LONGEST = 40;
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)?([eE][+-]?\\d{1,3})?");

    private Amounts() {}

    /** A number, written with a point or, as old examples do, with a comma. */
    static BigDecimal decimal(String field, String text) {
        var trimmed = text.strip();
        if (trimmed.length() > LONGEST || !NUMBER.matcher(trimmed).matches()) {
            throw BadRequest.field(field, "must be a number");
        }
        var number = new BigDecimal(trimmed.replace(',', '.'));
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        var digits = (long) number.precision() - number.scale();
        if (digits > MOST_DIGITS) {
            throw BadRequest.field(field, "must have at most " + MOST_DIGITS + " digits before the point");
        }
        return number;
    }

    /** How many decimal places a currency has, where the acquirer does not differ. */
    static int exponent(String field, String currency, Map<String, Integer> exceptions) {
        try {
            var places = Currency.getInstance(currency).getDefaultFractionDigits();
            if (places >= 0) {
                return exceptions.getOrDefault(currency, places);
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw BadRequest.field(field, "must be a currency of ISO 4217");
    }

    static String currency(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }

    /** An exact amount of money, never negative. */
    static Money money(String field, BigDecimal value, String currency, int exponent) {
        if (value.signum() < 0) {
            throw BadRequest.field(field, "must not be negative");
        }
        try {
            return new Money(signed(value, exponent), currency, exponent);
        } catch (ArithmeticException e) {
            throw BadRequest.field(field, "must have at most " + exponent + " decimal places and fit");
        }
    }

    private static long signed(BigDecimal value, int exponent) {
        return value.stripTrailingZeros().movePointRight(exponent).longValueExact();
    }
}
