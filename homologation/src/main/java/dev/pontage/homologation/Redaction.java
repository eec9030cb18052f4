package dev.pontage.homologation;

import java.util.regex.Pattern;

/** What must not stand in a report that is sent around. */
final class Redaction {
    private static final Pattern NUMBER =
            Pattern.compile("(?<![0-9A-Za-z])([0-9]{6})[0-9]{6,9}([0-9]{4})(?![0-9A-Za-z])");
    private static final Pattern FIELD = Pattern.compile(
            "(?i)(\"(?:csc|holder|document|cryptogram|numberToken|cscToken|holderToken|appToken|cardTokenValue|cardTokenCvv)\""
                    + "\\s*:\\s*)\"[^\"]*\"");
    private static final Pattern SIGNATURE =
            Pattern.compile("(?i)(X-VTEX-signature=)([^&\"\\s]{2})[^&\"\\s]*([^&\"\\s]{2})");
    private static final int LONGEST = 6_000;

    private Redaction() {}

    static String of(String text) {
        var numbers = NUMBER.matcher(text).replaceAll("$1••••••$2");
        var fields = FIELD.matcher(numbers).replaceAll("$1\"•••\"");
        var whole = SIGNATURE.matcher(fields).replaceAll("$1$2******$3");
        return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST) + " …";
    }
}
