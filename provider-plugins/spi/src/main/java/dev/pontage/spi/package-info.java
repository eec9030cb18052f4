/** What a plugin implements and what the host lends it. */
@NullMarked
package dev.pontage.spi;

import org.jspecify.annotations.NullMarked;
