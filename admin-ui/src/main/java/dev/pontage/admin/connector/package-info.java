/** Connectors. */
@NullMarked
package dev.pontage.admin.connector;

import org.jspecify.annotations.NullMarked;
