package dev.pontage.ppp;

/** The request cannot be understood. Its message names the field and never the value. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    BadRequest(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** A field that is missing, or is not what it should be. */
    static BadRequest field(String name, String problem) {
        return new BadRequest("invalid-" + name, name + " " + problem);
    }

    String code() {
        return code;
    }
}
