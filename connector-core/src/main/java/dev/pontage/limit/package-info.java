/** Which nodes there are, and what one tenant may take of them. */
@NullMarked
package dev.pontage.limit;

import org.jspecify.annotations.NullMarked;
