/** main(), the pools, the surfaces and what a start prints. Knows every room and holds no business of its own. */
@NullMarked
package dev.pontage.app;

import org.jspecify.annotations.NullMarked;
