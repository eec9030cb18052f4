/** What staff do, with a real browser: one page object per screen. */
@NullMarked
package dev.pontage.admin.browser;

import org.jspecify.annotations.NullMarked;
