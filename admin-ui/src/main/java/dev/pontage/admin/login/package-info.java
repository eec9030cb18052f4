/** The way in. */
@NullMarked
package dev.pontage.admin.login;

import org.jspecify.annotations.NullMarked;
