package dev.pontage.affiliation;

import dev.pontage.error.Rejection;

/** The names of tenants and connectors in addresses. */
final class Slug {
    private Slug() {}

    static String checked(String slug) {
        if (!slug.matches("[a-z0-9-]{2,40}")) {
            throw Rejection.invalid("id", "Use 2 to 40 lower-case letters, digits and hyphens.");
        }
        return slug;
    }
}
