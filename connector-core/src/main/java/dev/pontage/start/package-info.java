/** What is printed when the process is ready. */
@NullMarked
package dev.pontage.start;

import org.jspecify.annotations.NullMarked;
