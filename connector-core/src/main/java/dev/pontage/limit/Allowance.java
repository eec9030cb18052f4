package dev.pontage.limit;

/**
 * What a tenant may take: a rate with a burst, how much at the same time, and how it stands to others when a node is short.
 *
 * @param reservedPercent of a node that its new payments leave to what must not wait
 * @param share of what there is for new payments: twice the share of another may have twice as many inside
 */
public record Allowance(int requestsPerSecond, int burst, int maxConcurrent, int reservedPercent, int share) {
    private static final int USUAL_RESERVE = 25;

    public Allowance(int requestsPerSecond, int burst, int maxConcurrent) {
        this(requestsPerSecond, burst, maxConcurrent, USUAL_RESERVE, 1);
    }
}
