/** Due dates, delays and what may come without the proxy. */
@NullMarked
package dev.pontage.policy;

import org.jspecify.annotations.NullMarked;
