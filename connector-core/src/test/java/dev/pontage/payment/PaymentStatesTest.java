package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The transition table, for people. {@code -Dpontage.write-docs=true} writes it anew. */
class PaymentStatesTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "payment-states.md");

    @Test
    void the_document_is_the_table() throws IOException {
        if (Boolean.getBoolean("pontage.write-docs")) {
            Files.writeString(DOCUMENT, document());
        }

        assertThat(DOCUMENT).content().isEqualTo(document());
    }

    @ParameterizedTest
    @EnumSource(PaymentStatus.class)
    void what_was_decided_is_never_undecided_again(PaymentStatus status) {
        assertThat(status.next()).allMatch(it -> !status.isDecided() || it.isDecided());
    }

    @ParameterizedTest
    @EnumSource(PaymentStatus.class)
    void a_no_is_final(PaymentStatus status) {
        if (status.word().equals("denied")) {
            assertThat(status.next()).isEmpty();
        }
    }

    private static String document() {
        return """
                # The states of a payment

                Made from `PaymentStatus` by `PaymentStatesTest`; a test holds both together. A payment only moves along these
                arrows. The one way backwards is a correction, when an acquirer takes back what it had said: then staff see it.

                ```mermaid
                stateDiagram-v2
                    [*] --> RECEIVED
                %s
                ```

                | state | VTEX reads | can be settled | may become |
                |---|---|---|---|
                %s
                """.formatted(
                        Arrays.stream(PaymentStatus.values())
                                .flatMap(from -> from.next().stream().map(to -> "    " + from + " --> " + to))
                                .collect(Collectors.joining("\n")),
                        Arrays.stream(PaymentStatus.values())
                                .map(PaymentStatesTest::row)
                                .collect(Collectors.joining("\n")));
    }

    private static String row(PaymentStatus status) {
        var next = status.next().isEmpty()
                ? "nothing: final"
                : status.next().stream().map(it -> "`" + it + "`").collect(Collectors.joining(", "));
        return "| `" + status + "` | " + status.word() + " | " + (status.canSettle() ? "yes" : "no") + " | " + next
                + " |";
    }
}
