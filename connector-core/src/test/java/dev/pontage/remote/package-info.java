/** Tests of breakers and places. */
@NullMarked
package dev.pontage.remote;

import org.jspecify.annotations.NullMarked;
