package dev.pontage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Change;
import java.util.Map;
import java.util.function.Supplier;

/** Reads what came of a change. */
final class Changes {
    private Changes() {}

    static String id(Change.Outcome outcome) {
        return switch (outcome) {
            case Change.Done it -> it.id();
            case Change.InProgress it -> it.id().orElse("in progress");
            case Change.Refused it -> throw new AssertionError("refused: " + it.decline());
            case Change.Unsupported it -> throw new AssertionError("declared, but unsupported");
        };
    }

    static Map<String, String> references(Change.Outcome outcome) {
        return switch (outcome) {
            case Change.Done it -> it.references();
            case Change.InProgress it -> it.references();
            case Change.Refused it -> Map.of();
            case Change.Unsupported it -> Map.of();
        };
    }

    static void assertCarriedOut(Change.Outcome outcome) {
        assertThat(id(outcome)).isNotBlank();
    }

    /** Any answer, or a breakdown that says so; never another exception, never nothing. */
    static void assertClean(Supplier<?> verb) {
        try {
            assertThat(verb.get()).isNotNull();
        } catch (AcquirerException e) {
            assertThat(e.effect()).isNotNull();
        }
    }
}
