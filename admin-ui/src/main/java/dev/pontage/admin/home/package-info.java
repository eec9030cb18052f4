/** The first page. */
@NullMarked
package dev.pontage.admin.home;

import org.jspecify.annotations.NullMarked;
