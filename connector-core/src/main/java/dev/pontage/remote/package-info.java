/** What callbacks and acquirers share on their way out: circuit breakers and the guard of allowed hosts. */
@NullMarked
package dev.pontage.remote;

import org.jspecify.annotations.NullMarked;
