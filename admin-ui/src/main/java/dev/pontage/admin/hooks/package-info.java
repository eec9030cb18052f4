/** What acquirers sent. */
@NullMarked
package dev.pontage.admin.hooks;

import org.jspecify.annotations.NullMarked;
