package dev.pontage.limit;

import java.util.OptionalLong;

/** Whether no other node works on this database, for certain: then nobody else changes what this one has read. */
@FunctionalInterface
public interface Alone {
    /** Since when, another time for each time; empty, which is always the safe answer, while it is not certain. */
    OptionalLong since();
}
