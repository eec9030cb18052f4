/** Plugins: jars in a folder, each in a class loader of its own. */
@NullMarked
package dev.pontage.plugin;

import org.jspecify.annotations.NullMarked;
