package dev.pontage.payment;

import java.math.BigDecimal;
import java.util.Optional;

/** From decimals to minor units, exactly or not at all. */
public final class Amounts {
    private static final int MOST_DIGITS = 15;

    private Amounts() {}

    /**
     * The minor units, or empty where the number has more places than the currency or is beyond all reason. Exponent and
     * precision are looked at first: scaling a number like 1e300000000 would take for ever.
     */
    public static Optional<Long> minor(BigDecimal value, int exponent) {
        var digits = (long) value.precision() - value.scale();
        if (digits > MOST_DIGITS || value.scale() > 1_000 || value.precision() > 1_000) {
            return Optional.empty();
        }
        var plain = value.stripTrailingZeros();
        return plain.scale() > exponent
                ? Optional.empty()
                : Optional.of(plain.movePointRight(exponent).longValueExact());
    }

    /** Decimal places by ISO 4217 where they are not two. */
    public static int exponent(String currency) {
        return switch (currency) {
            case "BIF",
                    "CLP",
                    "DJF",
                    "GNF",
                    "ISK",
                    "JPY",
                    "KMF",
                    "KRW",
                    "PYG",
                    "RWF",
                    "UGX",
                    "UYI",
                    "VND",
                    "VUV",
                    "XAF",
                    "XOF",
                    "XPF" -> 0;
            case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND" -> 3;
            case "CLF", "UYW" -> 4;
            default -> 2;
        };
    }
}
