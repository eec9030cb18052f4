/** A pretended VTEX gateway: what the test suite asks of a connector, and the rest of the protocol. */
@NullMarked
package dev.pontage.homologation;

import org.jspecify.annotations.NullMarked;
