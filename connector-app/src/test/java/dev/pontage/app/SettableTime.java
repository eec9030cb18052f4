package dev.pontage.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Runs as the real clock does, and days ahead of it when a test says so. */
final class SettableTime extends Clock {
    private final Clock real;
    private volatile Duration ahead = Duration.ZERO;

    SettableTime(Clock real) {
        this.real = real;
    }

    synchronized void advance(Duration duration) {
        ahead = ahead.plus(duration);
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return real.withZone(zone);
    }
}
