package dev.pontage.torture;

import java.util.Map;

/** The database of a run, whatever it is made of. */
interface Servers {
    /** How a node reaches it. */
    Map<String, String> environment(int node);

    /** How the run itself reads it. */
    Books.Access access();

    void stop();
}
