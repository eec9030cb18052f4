/** Who may do what, decided in one place for the pages and for the API. */
@NullMarked
package dev.pontage.admin.access;

import org.jspecify.annotations.NullMarked;
