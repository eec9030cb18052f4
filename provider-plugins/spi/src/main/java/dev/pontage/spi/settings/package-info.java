/** How a plugin describes what it has to be told, and how it reads what it was told. */
@NullMarked
package dev.pontage.spi.settings;

import org.jspecify.annotations.NullMarked;
