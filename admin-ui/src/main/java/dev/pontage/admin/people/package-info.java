/** Staff, their roles and their sessions. */
@NullMarked
package dev.pontage.admin.people;

import org.jspecify.annotations.NullMarked;
