/** Callbacks to VTEX that wait or fail. */
@NullMarked
package dev.pontage.admin.queue;

import org.jspecify.annotations.NullMarked;
