/** How VTEX is told. */
@NullMarked
package dev.pontage.callback;

import org.jspecify.annotations.NullMarked;
