package dev.pontage.limit;

/** Kinds of work that do not compete: a flood of authorizations never keeps a settlement or refund waiting. */
public enum Work {
    /** New payments. */
    CREATE,
    /** Cancels, settlements, refunds and messages: money that must move. */
    CHANGE,
    /** What acquirers send. */
    WEBHOOK,
    /** What scripts ask of the admin API. */
    API
}
