/** What the engine promises. */
@NullMarked
package dev.pontage.payment;

import org.jspecify.annotations.NullMarked;
