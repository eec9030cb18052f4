package dev.pontage.spi.settings;

/** A value that must not be seen. It prints as dots, has no equality, and is read in one place per use. */
public final class Secret {
    private final String value;

    /** Made by the host. */
    public Secret(String value) {
        this.value = value;
    }

    /** The value itself. Use it where it is needed, and keep it nowhere. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "•••";
    }
}
