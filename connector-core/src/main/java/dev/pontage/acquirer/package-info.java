/** The way to an acquirer: bounded, timed, guarded, and free of surprises. */
@NullMarked
package dev.pontage.acquirer;

import org.jspecify.annotations.NullMarked;
