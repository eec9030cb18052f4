/** What one tenant may take of the shared node. */
@NullMarked
package dev.pontage.limit;

import org.jspecify.annotations.NullMarked;
