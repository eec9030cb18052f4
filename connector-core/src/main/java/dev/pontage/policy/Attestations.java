package dev.pontage.policy;

import dev.pontage.error.Rejection;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.net.URI;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Whether this host may see card numbers: only with an Attestation of Compliance that the platform's owner has recorded,
 * and for twelve months from its signing.
 */
@Component
public class Attestations {
    private static final int MONTHS = 12;
    private static final int MONTHS_TO_WARNING = 11;
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final TenantJdbc jdbc;
    private final Clock clock;
    private volatile Optional<Seen> seen = Optional.empty();

    Attestations(@Qualifier("adminJdbc") TenantJdbc jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Who was assessed, by whom, where that can be read, and when it was signed. */
    public record Attestation(String company, URI url, String assessor, LocalDate signedOn) {}

    /** How it stands. */
    public enum State {
        NONE,
        HOLDS,
        /** Less than a month is left. */
        ENDS_SOON,
        OVER
    }

    private record Seen(Optional<Attestation> attestation, Instant at) {}

    /** The newest one. */
    public Optional<Attestation> newest() {
        return jdbc.inTransaction(() -> jdbc.sql("select * from attestation order by signed_on desc, id desc limit 1")
                .query((row, index) -> new Attestation(
                        row.getString("company"),
                        URI.create(row.getString("url")),
                        row.getString("assessor"),
                        row.getObject("signed_on", LocalDate.class)))
                .optional());
    }

    /** How the newest one stands today. */
    public State state() {
        var newest = newest();
        seen = Optional.of(new Seen(newest, clock.instant()));
        return state(newest);
    }

    private State state(Optional<Attestation> newest) {
        if (newest.isEmpty()) {
            return State.NONE;
        }
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var signed = newest.get().signedOn();
        if (!today.isBefore(signed.plusMonths(MONTHS))) {
            return State.OVER;
        }
        return today.isBefore(signed.plusMonths(MONTHS_TO_WARNING)) ? State.HOLDS : State.ENDS_SOON;
    }

    /** Whether cards may come without VTEX's proxy. */
    public boolean allowsDirectCards() {
        var before = seen.filter(it -> it.at().plus(FRESH).isAfter(clock.instant()));
        var now = before.isPresent() ? state(before.get().attestation()) : state();
        return now == State.HOLDS || now == State.ENDS_SOON;
    }

    /** Records one. */
    public void record(Attestation attestation, String by) {
        if (attestation.signedOn().isAfter(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
            throw Rejection.invalid("signedOn", "It cannot have been signed in the future.");
        }
        jdbc.transact(() -> jdbc.sql("""
                        insert into attestation (id, company, url, assessor, signed_on, recorded_at, recorded_by)
                        values (:id, :company, :url, :assessor, :signed, :now, :by)
                        """)
                .param("id", Ids.bytes(Ids.next()))
                .param("company", attestation.company())
                .param("url", attestation.url().toString())
                .param("assessor", attestation.assessor())
                .param("signed", Date.valueOf(attestation.signedOn()))
                .param("now", Timestamp.from(clock.instant()))
                .param("by", by)
                .update());
        seen = Optional.empty();
    }
}
