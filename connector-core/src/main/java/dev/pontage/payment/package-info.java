/** The heart: what became of every payment, and the only way to change one. */
@NullMarked
package dev.pontage.payment;

import org.jspecify.annotations.NullMarked;
