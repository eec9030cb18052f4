/** The engine with a real database, a clock that tests move and an acquirer that tests script. */
@NullMarked
package dev.pontage.world;

import org.jspecify.annotations.NullMarked;
