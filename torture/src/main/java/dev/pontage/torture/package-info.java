/** What is done to Pontage, and what must be true all the same. */
@NullMarked
package dev.pontage.torture;

import org.jspecify.annotations.NullMarked;
