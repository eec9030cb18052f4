package dev.pontage.work;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Something that is done in the background, from the start of a node on, again and again. What one turn leaves undone, or
 * breaks at, the next one finds again.
 */
public sealed interface Chore {

    /** For logs: what is done. */
    String name();

    /** Done by each node before it answers anybody. */
    record AtStart(String name, Runnable work) implements Chore {}

    /** Done by each node for itself. */
    record OfEveryNode(String name, Duration between, Runnable work) implements Chore {}

    /** Done by each node that does background work. */
    record OfWorkers(String name, Duration between, Runnable work) implements Chore {}

    /** Done by one node for all of them; the others know when it was done last. */
    record OfOneNode(String name, Duration between, Runnable work) implements Chore {}

    /**
     * Takes up what is due, a little at a time, and handles each on a thread of its own.
     *
     * @param atOnce how many are handled at a time
     * @param take at most so many that are due, each held by a lease: one that is not finished is due again after it
     */
    record Intake<T>(String name, Duration between, int atOnce, IntFunction<List<T>> take, Consumer<T> handle)
            implements Chore {}
}
