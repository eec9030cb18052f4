/** Merchants. */
@NullMarked
package dev.pontage.admin.merchant;

import org.jspecify.annotations.NullMarked;
