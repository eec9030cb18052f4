package dev.pontage.tenant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Background work in turns: while more is due than can be taken at once, each tenant that waits gets as much as the others,
 * and those for whom there was no room come first the next time.
 */
public final class Turns {
    private UUID last = new UUID(Long.MIN_VALUE, Long.MIN_VALUE);

    /**
     * Takes what is due.
     *
     * @param oldest reads the oldest of all tenants in the bound scope, at most so many
     * @param waiting reads the tenants in the bound scope that have something due
     */
    public <T> List<T> take(int most, Function<T, UUID> id, IntFunction<List<T>> oldest, Supplier<List<UUID>> waiting) {
        var first = oldest.apply(most);
        if (first.size() < most) {
            return first;
        }
        var tenants = waiting.get();
        if (tenants.size() <= 1) {
            return first;
        }
        var taken = new LinkedHashMap<UUID, T>();
        var turns = next(tenants, most);
        for (var i = 0; i < turns.size(); i++) {
            // the first ones get what does not divide
            var share = most / turns.size() + (i < most % turns.size() ? 1 : 0);
            TenantScope.of(turns.get(i)).call(() -> oldest.apply(share)).forEach(it -> taken.put(id.apply(it), it));
        }
        for (var it : first) {
            if (taken.size() < most) {
                taken.putIfAbsent(id.apply(it), it);
            }
        }
        return List.copyOf(taken.values());
    }

    /** Those whose turn it is, going round. */
    private synchronized List<UUID> next(List<UUID> tenants, int most) {
        var round = new ArrayList<>(tenants);
        Collections.sort(round);
        var after = round.stream().filter(it -> it.compareTo(last) <= 0).count();
        Collections.rotate(round, -(int) after);
        var turns = List.copyOf(round.subList(0, Math.min(most, round.size())));
        last = turns.getLast();
        return turns;
    }
}
