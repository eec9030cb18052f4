/** Payments. */
@NullMarked
package dev.pontage.admin.payments;

import org.jspecify.annotations.NullMarked;
