/** What all pages share. */
@NullMarked
package dev.pontage.admin.frame;

import org.jspecify.annotations.NullMarked;
