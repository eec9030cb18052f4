/** What the search and the charts read, written behind the payments. */
@NullMarked
package dev.pontage.admin.figures;

import org.jspecify.annotations.NullMarked;
