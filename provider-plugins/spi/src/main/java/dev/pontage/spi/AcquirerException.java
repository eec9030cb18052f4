package dev.pontage.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * There is no answer, or none that can be understood. The one thing that matters is whether money may have moved: say
 * {@link Effect#NONE} only when the request certainly had no effect.
 *
 * <p>The message is shown to staff. It never holds card data, a secret or a shopper's data.
 */
public final class AcquirerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the broken call may have done at the acquirer. */
    public enum Effect {
        /** Certainly nothing: not sent, or refused before it was processed. It may be sent again. */
        NONE,
        /** Nobody knows. The host asks the acquirer, replays, or calls a person. */
        UNKNOWN
    }

    private final Effect effect;
    private final boolean credentials;
    private final transient Optional<Duration> retryAfter;

    private AcquirerException(Effect effect, boolean credentials, String message, Optional<Duration> retryAfter) {
        super(message);
        this.effect = effect;
        this.credentials = credentials;
        this.retryAfter = retryAfter;
    }

    /** Certainly not applied. */
    public static AcquirerException notApplied(String message) {
        return new AcquirerException(Effect.NONE, false, message, Optional.empty());
    }

    /** Certainly not applied, and not to be tried before some time has passed (the acquirer's own limit, usually). */
    public static AcquirerException notBefore(Duration wait, String message) {
        return new AcquirerException(Effect.NONE, false, message, Optional.of(wait));
    }

    /** The acquirer does not accept our credentials: staff are called, and others' breaker stays closed. */
    public static AcquirerException credentials(String message) {
        return new AcquirerException(Effect.NONE, true, message, Optional.empty());
    }

    /** It may have been applied. */
    public static AcquirerException inDoubt(String message) {
        return new AcquirerException(Effect.UNKNOWN, false, message, Optional.empty());
    }

    /** What the broken call may have done. */
    public Effect effect() {
        return effect;
    }

    /** Whether the acquirer refused our credentials. */
    public boolean isAboutCredentials() {
        return credentials;
    }

    /** How long to wait before the next try, if the acquirer said so. */
    public Optional<Duration> retryAfter() {
        return retryAfter == null ? Optional.empty() : retryAfter;
    }
}
