package dev.pontage.limit;

/**
 * How a tenant stands against its allowance on this node, since it was last changed or heard of.
 *
 * @param inUse requests inside at the moment
 */
public record Usage(Work work, Allowance allowance, int inUse, long admitted, long refused) {}
