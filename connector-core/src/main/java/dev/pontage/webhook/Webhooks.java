package dev.pontage.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The door for looking at what acquirers sent, within the bound scope. */
public interface Webhooks {
    /** The newest first. */
    List<Received> list(Search search);

    /** One of them. */
    Optional<Received> find(UUID id);

    /** Works on it once more, whatever became of it before; false if it is not there. */
    boolean readAgain(UUID id);

    /** What became of a webhook. */
    enum State {
        /** Stored and acknowledged; nobody has read it yet. */
        NEW,
        /** Something of it must be tried again. */
        WAITING,
        /** Applied, or there was nothing new in it. */
        DONE,
        /** It does not certainly come from the acquirer: kept, and nothing is done. */
        UNVERIFIED,
        /** It speaks of a payment that did not turn up within an hour. */
        UNMATCHED,
        /** The plugin could not read it within a day. */
        FAILED
    }

    /** What to look for; empty parts do not restrict. The ids before that one are older. */
    record Search(Optional<UUID> affiliation, Optional<State> state, int limit, Optional<UUID> before) {
        /** The newest. */
        public Search(Optional<UUID> affiliation, Optional<State> state, int limit) {
            this(affiliation, state, limit, Optional.empty());
        }
    }

    /**
     * A webhook as staff may see it.
     *
     * @param body without card data
     * @param why what keeps it from being done
     */
    record Received(
            UUID id,
            UUID tenantId,
            UUID affiliationId,
            Instant at,
            String path,
            String body,
            State state,
            Optional<String> why,
            int attempts) {}
}
