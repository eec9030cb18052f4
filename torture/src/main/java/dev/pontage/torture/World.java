package dev.pontage.torture;

import java.time.Clock;

/**
 * What every story needs.
 *
 * @param patient whether a 5xx is borne, since the database fails
 */
record World(Vtex vtex, Books books, Ledger ledger, Clock clock, boolean patient) {}
