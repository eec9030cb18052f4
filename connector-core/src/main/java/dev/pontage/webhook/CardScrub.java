package dev.pontage.webhook;

import java.util.regex.Pattern;

/**
 * Takes card data out of what is kept of a webhook. Works on bytes read as Latin-1, so that everything else stays as it
 * came: a signature over the body still fits unless there was a card in it.
 */
final class CardScrub {
    /** A number of a card's length that stands alone, also in groups. */
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9A-Za-z])[2-6](?:[ -]?[0-9]){12,18}(?![0-9A-Za-z])");

    /** Fields that hold a code or a holder, in JSON and in forms. */
    private static final Pattern FIELD = Pattern.compile(
            "(?i)(\"(?:card)?(?:cvv2?|cvc2?|csc|securitycode|cardholder|cardholdername|holdername)\"\\s*:\\s*)"
                    + "(\"(?:[^\"\\\\]|\\\\.)*\"|[0-9]+)"
                    + "|((?:^|&)(?:card)?(?:cvv2?|cvc2?|csc|securitycode|cardholder|cardholdername|holdername)=)([^&]*)");

    private static final String GONE = "\"[card data removed]\"";
    private static final String GONE_NUMBER = "[card data removed]";

    private CardScrub() {}

    /** The text without card data; the same text if there was none. */
    static String of(String text) {
        var numbers = NUMBER.matcher(text).replaceAll(it -> isCard(it.group()) ? GONE_NUMBER : it.group());
        return FIELD.matcher(numbers)
                .replaceAll(it -> it.group(1) != null ? it.group(1) + GONE : it.group(3) + GONE_NUMBER);
    }

    /** Luhn's sum, which one number in ten fits by chance: rather a reference too few than a card too many. */
    private static boolean isCard(String number) {
        var sum = 0;
        var doubled = false;
        for (var i = number.length() - 1; i >= 0; i--) {
            var digit = number.charAt(i) - '0';
            if (digit >= 0 && digit <= 9) {
                var part = doubled ? digit * 2 : digit;
                sum += part > 9 ? part - 9 : part;
                doubled = !doubled;
            }
        }
        return sum % 10 == 0;
    }
}
