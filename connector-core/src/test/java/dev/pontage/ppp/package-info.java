/** The protocol, as a gateway sees it. */
@NullMarked
package dev.pontage.ppp;

import org.jspecify.annotations.NullMarked;
