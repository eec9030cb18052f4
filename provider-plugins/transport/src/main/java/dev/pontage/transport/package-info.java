/** The only road out to an acquirer, and what travels on it: card data that a plugin never sees. */
@NullMarked
package dev.pontage.transport;

import org.jspecify.annotations.NullMarked;
