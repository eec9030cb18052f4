/** From what a plugin asks for to fields, and from a refusal to words beside them. */
@NullMarked
package dev.pontage.admin.form;

import org.jspecify.annotations.NullMarked;
