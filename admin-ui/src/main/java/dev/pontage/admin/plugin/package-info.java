/** What is installed: versions, what their contract tests found, uploads, and new versions on trial. */
@NullMarked
package dev.pontage.admin.plugin;

import org.jspecify.annotations.NullMarked;
