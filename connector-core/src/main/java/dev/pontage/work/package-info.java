/** What a node does by itself: again and again, or once for all nodes. */
@NullMarked
package dev.pontage.work;

import org.jspecify.annotations.NullMarked;
