package dev.pontage.ppp;

import java.util.regex.Pattern;

/** What a text may hold. */
final class Text {
    /** Long enough for every id seen; the journal keeps ids as bytes of this length. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

    /** What no server takes within an address, however it is encoded. */
    private static final Pattern NOT_IN_A_PATH = Pattern.compile(".*[/\\\\%;].*|\\.{1,2}");

    private static final char REPLACEMENT = '\ufffd';

    private Text() {}

    static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /** Whether it can come back as a part of an address: a payment of another name could never be settled or cancelled. */
    static boolean isPathKey(String text) {
        return isKey(text) && !NOT_IN_A_PATH.matcher(text).matches();
    }

    /** Without what neither a database nor an acquirer takes: zero characters and halves of characters. */
    static String clean(String text) {
        var whole = true;
        for (var i = 0; i < text.length() && whole; i++) {
            whole = text.charAt(i) != 0 && !Character.isSurrogate(text.charAt(i));
        }
        if (whole) {
            return text;
        }
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .map(it ->
                        it == 0 || (it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE) ? REPLACEMENT : it)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
