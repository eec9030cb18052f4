package dev.pontage.ppp;

/** What a text may hold. */
final class Text {
    /** Long enough for every id seen; the journal keeps ids as bytes of this length. */
    private static final int LONGEST_KEY = 128;

    /** What no server takes within an address, however it is encoded. */
    private static final String NOT_IN_A_PATH = "/\\%;";

    private static final char REPLACEMENT = '\ufffd';

    private Text() {}

    static boolean isKey(String text) {
        var is = !text.isEmpty() && text.length() <= LONGEST_KEY;
        for (var i = 0; i < text.length() && is; i++) {
            is = text.charAt(i) > ' ' && text.charAt(i) <= '~';
        }
        return is;
    }

    /** Whether it can come back as a part of an address: a payment of another name could never be settled or cancelled. */
    static boolean isPathKey(String text) {
        var is = isKey(text) && !text.equals(".") && !text.equals("..");
        for (var i = 0; i < text.length() && is; i++) {
            is = NOT_IN_A_PATH.indexOf(text.charAt(i)) < 0;
        }
        return is;
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
