package dev.pontage.torture;

/** What is done to a commit on its way to the server. */
enum Cut {
    /** It arrives and is answered. */
    NONE,
    /** The connection dies before it arrives. */
    BEFORE,
    /** It arrives, and the connection dies before the answer: the outcome is unknown. */
    AFTER,
    /** The server rolls back and says 1213, as a cluster does to the one that loses at commit. */
    REFUSED
}
