/** The acquirer that counts: a process of its own, which is never killed and remembers everything. */
@NullMarked
package dev.pontage.torture.judge;

import org.jspecify.annotations.NullMarked;
