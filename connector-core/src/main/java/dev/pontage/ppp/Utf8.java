package dev.pontage.ppp;

/** Whether bytes are UTF-8. The parser guesses other encodings and lets long forms pass, and nothing is decoded here. */
final class Utf8 {
    private static final int CONTINUED = 0x80;
    private static final int TWO = 0xc2;
    private static final int THREE = 0xe0;
    private static final int FOUR = 0xf0;
    private static final int NONE = 0xf5;

    private Utf8() {}

    /** Also without zero bytes, of which no text of JSON has any. */
    static boolean isText(byte[] bytes) {
        var at = 0;
        while (at < bytes.length) {
            var length = length(bytes[at] & 0xff);
            if (length == 0 || at + length > bytes.length || !isWhole(bytes, at, length)) {
                return false;
            }
            at += length;
        }
        return true;
    }

    private static int length(int first) {
        if (first < CONTINUED) {
            return first == 0 ? 0 : 1;
        }
        if (first < TWO || first >= NONE) {
            return 0;
        }
        return first < THREE ? 2 : first < FOUR ? 3 : 4;
    }

    /** The second byte tells long forms, halves of characters and what lies beyond the last one. */
    private static boolean isWhole(byte[] bytes, int at, int length) {
        for (var i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != CONTINUED) {
                return false;
            }
        }
        var second = length > 1 ? bytes[at + 1] & 0xff : 0;
        return switch (bytes[at] & 0xff) {
            case THREE -> second >= 0xa0;
            case 0xed -> second < 0xa0;
            case FOUR -> second >= 0x90;
            case 0xf4 -> second < 0x90;
            default -> true;
        };
    }
}
