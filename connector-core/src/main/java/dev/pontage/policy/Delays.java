package dev.pontage.policy;

/** What VTEX is told, in seconds. Frozen with a payment's first answer: a second value would start a second plan there. */
public record Delays(int toCancel, int toAutoSettle, int toAutoSettleAfterAntifraud) {}
