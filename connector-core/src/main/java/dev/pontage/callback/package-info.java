/** Tells VTEX what became of a payment that was not decided at once. */
@NullMarked
package dev.pontage.callback;

import org.jspecify.annotations.NullMarked;
