/** Everything that is encrypted or hashed. The only package that knows Tink. */
@NullMarked
package dev.pontage.secret;

import org.jspecify.annotations.NullMarked;
