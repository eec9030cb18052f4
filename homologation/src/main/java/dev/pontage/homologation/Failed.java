package dev.pontage.homologation;

/** Something was not as the protocol wants it. */
final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whether it could not even be tried. */
    final boolean leftOut;

    private Failed(String problem, boolean leftOut) {
        super(problem, null, false, false);
        this.leftOut = leftOut;
    }

    static void unless(boolean right, String problem) {
        if (!right) {
            throw new Failed(problem, false);
        }
    }

    static Failed because(String problem) {
        return new Failed(problem, false);
    }

    static Failed leftOut(String why) {
        return new Failed(why, true);
    }
}
