package dev.pontage.admin.access;

/** What a route demands. */
public enum Permission {
    /** Nothing: the way in. */
    ANYONE,
    /** To see merchants and payments of one's scope. */
    READ,
    /** To act on payments. */
    OPERATE,
    /** To change merchants of one's scope. */
    ADMINISTER,
    /** To change what merchants share: connectors, merchants themselves, staff. */
    PLATFORM,
    /** To read the audit trail. */
    AUDIT;

    /** Whether it reaches beyond any merchant. */
    boolean needsEveryTenant() {
        return this == PLATFORM || this == AUDIT;
    }
}
