package dev.pontage.plugin;

/** A jar is not taken; the message is the one sentence that says why. Never keeps anything of the plugin. */
final class RefusedJar extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedJar(String sentence) {
        super(sentence);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
