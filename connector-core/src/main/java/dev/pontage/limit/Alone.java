package dev.pontage.limit;

/** Whether no other node works on this database, for certain: then nobody else changes what this one has read. */
@FunctionalInterface
public interface Alone {
    /** Until further notice no is the safe answer. */
    boolean isSo();
}
