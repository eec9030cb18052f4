/** Plugins, limits, API tokens and the audit trail. */
@NullMarked
package dev.pontage.admin.platform;

import org.jspecify.annotations.NullMarked;
