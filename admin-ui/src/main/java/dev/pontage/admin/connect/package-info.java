/** The page on which a merchant, or staff, connects an account in VTEX with an acquirer here. */
@NullMarked
package dev.pontage.admin.connect;

import org.jspecify.annotations.NullMarked;
