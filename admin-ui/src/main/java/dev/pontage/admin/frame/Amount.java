package dev.pontage.admin.frame;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An amount as a person wrote it, in any of our languages: never guessed at.
 *
 * @param value empty if it cannot be read
 * @param problem the key of what is wrong with it, or empty
 */
public record Amount(Optional<BigDecimal> value, String problem) {
    private static final Pattern PLAIN = Pattern.compile("(\\d{1,13})(?:[.,](\\d{1,4}))?");
    /** Thousands parted by the one sign, cents by the other. */
    private static final Pattern PARTED =
            Pattern.compile("([1-9]\\d{0,2}(?:([.,])\\d{3})(?:\\2\\d{3}){0,2})(?:(?!\\2)[.,](\\d{1,4}))?");

    /**
     * As much as it says, exactly.
     *
     * @param places how many the currency has
     */
    public static Amount read(String typed, int places) {
        var text = typed.strip();
        var parted = PARTED.matcher(text);
        if (parted.matches()) {
            var whole = parted.group(1).replaceAll("[.,]", "");
            // One sign and three digits are a thousand to one reader and a few cents to the other.
            return parted.group(3) == null && whole.length() <= 6 && places > 0
                    ? wrong("amount.ambiguous")
                    : exactly(whole, parted.group(3), places);
        }
        var plain = PLAIN.matcher(text);
        return plain.matches() ? exactly(plain.group(1), plain.group(2), places) : wrong("amount.shape");
    }

    private static Amount exactly(String whole, @Nullable String cents, int places) {
        var value = new BigDecimal(cents == null ? whole : whole + "." + cents);
        return value.stripTrailingZeros().scale() > places ? wrong("amount.shape") : new Amount(Optional.of(value), "");
    }

    private static Amount wrong(String problem) {
        return new Amount(Optional.empty(), problem);
    }
}
