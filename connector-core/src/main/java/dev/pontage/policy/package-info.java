/** What staff may set per affiliation and method, and what holds when they set nothing. */
@NullMarked
package dev.pontage.policy;

import org.jspecify.annotations.NullMarked;
