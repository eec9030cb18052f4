/** VTEX's Payment Provider Protocol, verbatim: the only place that knows its field names. */
@NullMarked
package dev.pontage.ppp;

import org.jspecify.annotations.NullMarked;
