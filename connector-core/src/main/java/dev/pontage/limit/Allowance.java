package dev.pontage.limit;

/** What a tenant may take: a rate with a burst, and how much at the same time. */
public record Allowance(int requestsPerSecond, int burst, int maxConcurrent) {}
