package dev.pontage.limit;

/** Whether a request was let in. Close it when the request has been answered. */
public sealed interface Entry extends AutoCloseable {

    /** Let in. */
    record Admitted(Runnable leave) implements Entry {
        @Override
        public void close() {
            leave.run();
        }
    }

    /** Not let in, and what there was too much of. */
    record Refused(Reason reason) implements Entry {
        @Override
        public void close() {}
    }

    /** What there was too much of. */
    enum Reason {
        RATE("over-rate-limit"),
        CONCURRENCY("over-concurrency-limit"),
        /** The node itself is full. */
        NODE("node-is-short"),
        /** The node becomes short, and this is only a test. */
        TEST_TRAFFIC("node-is-short-for-tests"),
        /** The node becomes short, and this tenant has more than its part of it. */
        FAIR_SHARE("node-is-short-for-the-busiest");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** As VTEX's log and the metrics show it. */
        public String code() {
            return code;
        }
    }

    @Override
    void close();
}
