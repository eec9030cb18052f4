package dev.pontage.ppp;

/** Over a limit, where a setting says that this is told with the status 429. */
final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    TooMany(String code) {
        super("the merchant's limit is reached", null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }
}
