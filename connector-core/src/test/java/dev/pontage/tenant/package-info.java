/** Tests that nothing of one tenant is shown to another. */
@NullMarked
package dev.pontage.tenant;

import org.jspecify.annotations.NullMarked;
