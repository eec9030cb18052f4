/** Live use against the limits, what was refused and why, and who is not called at the moment. */
@NullMarked
package dev.pontage.admin.limits;

import org.jspecify.annotations.NullMarked;
