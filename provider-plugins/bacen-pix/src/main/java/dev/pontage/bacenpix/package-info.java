/** Pix by the API that the central bank of Brazil standardised and many banks serve. */
@NullMarked
package dev.pontage.bacenpix;

import org.jspecify.annotations.NullMarked;
