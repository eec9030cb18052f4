package dev.pontage.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * One change, or one look at sensitive data.
 *
 * @param actor who: a person's e-mail address or a token's name
 * @param origin from where: an address
 * @param action what, as {@code tenant.create}
 * @param tenant the merchant concerned, by its name in addresses
 * @param subject on which thing
 * @param before as it was, without secrets
 * @param after as it is now, without secrets
 */
public record AuditEntry(
        Instant at,
        String actor,
        String origin,
        String action,
        Optional<String> tenant,
        String subject,
        Optional<String> before,
        Optional<String> after) {}
