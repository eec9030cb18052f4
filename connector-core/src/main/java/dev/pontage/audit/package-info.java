/** Who changed what, when and from where; rows are only ever added. */
@NullMarked
package dev.pontage.audit;

import org.jspecify.annotations.NullMarked;
