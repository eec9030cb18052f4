/** What went wrong, by a code that people can look up. */
@NullMarked
package dev.pontage.error;

import org.jspecify.annotations.NullMarked;
