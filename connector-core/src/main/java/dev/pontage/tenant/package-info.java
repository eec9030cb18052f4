/** Whose data a piece of work may see: one scope, one way to the database. */
@NullMarked
package dev.pontage.tenant;

import org.jspecify.annotations.NullMarked;
