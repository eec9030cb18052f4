package dev.pontage.limit;

import java.util.Map;

/**
 * How a tenant stands against its allowance on this node, since it was last changed or heard of.
 *
 * @param inUse requests inside at the moment
 * @param refusals how many were refused for what; reasons that did not occur are not in it
 */
public record Usage(Work work, Allowance allowance, int inUse, long admitted, Map<Entry.Reason, Long> refusals) {
    public Usage {
        refusals = Map.copyOf(refusals);
    }

    /** All that were refused. */
    public long refused() {
        return refusals.values().stream().mapToLong(Long::longValue).sum();
    }
}
