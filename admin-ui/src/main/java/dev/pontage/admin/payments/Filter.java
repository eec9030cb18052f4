package dev.pontage.admin.payments;

import dev.pontage.payment.Payments;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What the search looks for, as it stands in the address: a link that can be sent to a colleague. */
record Filter(String q, String tenant, String status, String from, String to) {

    Payments.Search search(Function<String, Optional<UUID>> merchants, int limit, Optional<String> cursor) {
        // A merchant that there is not, or not for this reader, finds nothing rather than everything.
        var merchant = given(tenant).map(it -> merchants.apply(it).orElse(new UUID(0, 0)));
        return new Payments.Search(merchant, given(status), given(q), day(from, 0), day(to, 1), limit, cursor);
    }

    private static Optional<String> given(String value) {
        return Optional.of(value.strip()).filter(it -> !it.isEmpty());
    }

    private static Optional<Instant> day(String text, int plus) {
        try {
            return given(text)
                    .map(LocalDate::parse)
                    .map(it -> it.plusDays(plus).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
