package dev.pontage.homologation;

import java.util.List;

/**
 * What came of one case.
 *
 * @param point of the protocol's checklist, or the name of a flow of VTEX's test suite
 * @param problem empty if all was as it should be; why it was left out if it was
 */
public record Verdict(String point, String title, State state, String problem, List<Exchange> exchanges) {
    public Verdict {
        exchanges = List.copyOf(exchanges);
    }

    /** How it ended. */
    public enum State {
        SUCCESS,
        FAILURE,
        /** It cannot be tried here. */
        LEFT_OUT
    }
}
