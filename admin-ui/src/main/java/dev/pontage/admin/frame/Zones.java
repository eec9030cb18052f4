package dev.pontage.admin.frame;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** The viewer's zone, as their browser names it. */
public final class Zones {
    private Zones() {}

    /** When a day begins there, as a form gives it, or one some days later; nothing where it is no day. */
    public static Optional<Instant> midnight(String day, int later, ZoneId zone) {
        try {
            return Optional.of(
                    LocalDate.parse(day).plusDays(later).atStartOfDay(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** That of this name; UTC, where there is none. */
    public static ZoneId of(String name) {
        try {
            return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
