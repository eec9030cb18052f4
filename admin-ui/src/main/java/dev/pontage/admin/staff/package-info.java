/** The people who work here: passwords, second factors, invitations. */
@NullMarked
package dev.pontage.admin.staff;

import org.jspecify.annotations.NullMarked;
