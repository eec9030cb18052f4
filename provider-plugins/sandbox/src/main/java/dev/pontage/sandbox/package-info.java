/** A deterministic acquirer without a network: the first plugin to read, and the one that tests pay with. */
@NullMarked
package dev.pontage.sandbox;

import org.jspecify.annotations.NullMarked;
