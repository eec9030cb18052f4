/** Work in the background. */
@NullMarked
package dev.pontage.work;

import org.jspecify.annotations.NullMarked;
