/** The plugins that speak to the judge. They travel as jars, like anybody's. */
@NullMarked
package dev.pontage.torture.plugin;

import org.jspecify.annotations.NullMarked;
