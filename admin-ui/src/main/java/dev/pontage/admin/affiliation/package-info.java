/** Merchants' connections. */
@NullMarked
package dev.pontage.admin.affiliation;

import org.jspecify.annotations.NullMarked;
