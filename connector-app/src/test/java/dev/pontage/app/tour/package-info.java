/** {@code ./pontage tour}: the pictures of the documents, taken of the real thing. */
@NullMarked
package dev.pontage.app.tour;

import org.jspecify.annotations.NullMarked;
