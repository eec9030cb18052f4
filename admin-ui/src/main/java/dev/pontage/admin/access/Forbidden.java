package dev.pontage.admin.access;

/** The one who asked may not do that. */
public final class Forbidden extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Forbidden(String message) {
        super(message);
    }
}
