package dev.pontage.tenant;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Values that a statement lists, in few different numbers of places: the driver keeps each statement prepared, which takes
 * it and the server as long as a short one takes to run, and memory that is only got back by a whole collection.
 */
public final class Places {
    private Places() {}

    /** These, and the last one again until there are as many as the next power of two. */
    public static <T> List<T> of(Collection<T> values) {
        var all = new ArrayList<>(values);
        var places = all.size() < 2 ? all.size() : Integer.highestOneBit(all.size() - 1) * 2;
        if (places > all.size()) {
            all.addAll(Collections.nCopies(places - all.size(), all.getLast()));
        }
        return all;
    }
}
