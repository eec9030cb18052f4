package dev.pontage.torture.judge;

/** What the judge does with a request when it first hears it. The first letter of the request's name says which. */
public enum Manner {
    /** Does it and says so. */
    ANSWER('a'),
    /** Does it and cuts the connection. */
    CUT('c'),
    /** Cuts the connection and does it much later. */
    LATE('l'),
    /** Cuts the connection and never does it. */
    LOSE('x'),
    /** Says no. */
    REFUSE('r');

    private final char letter;

    Manner(char letter) {
        this.letter = letter;
    }

    public char letter() {
        return letter;
    }

    static Manner of(String name) {
        for (var manner : values()) {
            if (name.startsWith(manner.letter + "-")) {
                return manner;
            }
        }
        return ANSWER;
    }
}
