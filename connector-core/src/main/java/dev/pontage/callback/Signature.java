package dev.pontage.callback;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The signature in a callback's address is a key: people and logs see its ends only, as in VTEX's admin. */
final class Signature {
    private static final Pattern PARAMETER = Pattern.compile("(?i)(X-VTEX-signature=)([^&#\\s]*)");
    private static final int ENDS = 2;
    private static final String DOTS = "******";

    private Signature() {}

    static String masked(String url) {
        return PARAMETER.matcher(url).replaceAll(it -> Matcher.quoteReplacement(it.group(1) + ends(it.group(2))));
    }

    private static String ends(String signature) {
        return signature.length() <= 2 * ENDS
                ? DOTS
                : signature.substring(0, ENDS) + DOTS + signature.substring(signature.length() - ENDS);
    }
}
