package dev.pontage.limit;

/** How many nodes do background work at the moment, this one included: what all of them may do together is shared. */
@FunctionalInterface
public interface Workers {
    /** At least one. */
    int live();
}
