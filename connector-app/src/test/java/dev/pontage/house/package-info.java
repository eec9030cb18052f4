/** The rules of the house, held by tests: of the code, of the sources and of the documents. */
@NullMarked
package dev.pontage.house;

import org.jspecify.annotations.NullMarked;
