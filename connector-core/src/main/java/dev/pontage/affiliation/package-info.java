/** Tenants, connectors and the affiliations between them. */
@NullMarked
package dev.pontage.affiliation;

import org.jspecify.annotations.NullMarked;
