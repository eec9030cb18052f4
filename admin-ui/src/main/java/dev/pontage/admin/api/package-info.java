/** The admin API that scripts use. */
@NullMarked
package dev.pontage.admin.api;

import org.jspecify.annotations.NullMarked;
