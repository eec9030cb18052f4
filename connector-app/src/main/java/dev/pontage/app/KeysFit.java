package dev.pontage.app;

import dev.pontage.secret.TokenHash;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Tries the master key on the database's keys before anybody is answered. */
@Component
class KeysFit implements SmartLifecycle {
    private final TokenHash tokens;
    private volatile boolean tried;

    KeysFit(TokenHash tokens) {
        this.tokens = tokens;
    }

    @Override
    public void start() {
        try {
            tokens.of("any");
            tried = true;
        } catch (IllegalStateException e) {
            throw new Refusal(
                    "The master key does not open this database's keys; set PONTAGE_MASTER_KEY_FILE to the right one",
                    e);
        }
    }

    @Override
    public void stop() {
        tried = false;
    }

    @Override
    public boolean isRunning() {
        return tried;
    }

    /** Before everything else, the web server above all. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
