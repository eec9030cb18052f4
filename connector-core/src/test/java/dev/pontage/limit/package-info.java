/** How limits behave. */
@NullMarked
package dev.pontage.limit;

import org.jspecify.annotations.NullMarked;
