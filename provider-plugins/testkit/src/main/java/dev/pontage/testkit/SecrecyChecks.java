package dev.pontage.testkit;

import static dev.pontage.testkit.Check.that;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.AcquirerException;
import java.util.ArrayList;
import java.util.List;

/** What must not be seen anywhere: the card, secrets, the shopper. */
final class SecrecyChecks {
    private SecrecyChecks() {}

    static List<Check> all() {
        return List.of(
                that(
                                "an approval shows no card number",
                                it -> assertThat(
                                                it.approved(it.card("approved")).toString())
                                        .doesNotContain(it.subject.approvedCard()))
                        .withCards(),
                that("a denial shows no card number", it -> {
                            var number = CardChecks.deniedCard(it);
                            assertThat(it.acquirer
                                            .authorize(it.card("denied", number))
                                            .toString())
                                    .doesNotContain(number);
                        })
                        .withCards(),
                that("the log shows no card number", it -> {
                            it.acquirer.authorize(it.card("logged"));
                            assertThat(it.context.logged()).noneMatch(line -> line.contains(it.subject.approvedCard()));
                        })
                        .withCards(),
                that("the log shows no secret", it -> {
                    it.acquirer.authorize(it.usual("logged"));
                    for (var line : it.context.logged()) {
                        assertThat(it.subject.secrets()).noneMatch(line::contains);
                    }
                }),
                that("the log shows nothing of the shopper", it -> {
                    var command = it.usual("logged");
                    it.acquirer.authorize(command);
                    assertThat(it.context.logged())
                            .noneMatch(line -> line.contains(command.buyer().document())
                                    || line.contains(command.buyer().email()));
                }),
                that("the acquirer's own text shows no secret", it -> {
                    var shown = it.acquirer.toString() + it.plugin;
                    assertThat(it.subject.secrets()).noneMatch(shown::contains);
                }),
                that("no secret travels in an address", it -> {
                    it.acquirer.authorize(it.usual("address"));
                    for (var request : it.context.sent()) {
                        assertThat(it.subject.secrets()).noneMatch(request.uri().toString()::contains);
                    }
                }),
                that("an echo of the card is shown to nobody", it -> broken(it, Trouble.ECHO))
                        .overTheNetwork(),
                that("a garbled answer is shown to nobody", it -> {
                            var seen = broken(it, Trouble.GARBLED);
                            assertThat(seen).noneMatch(line -> line.contains("=%%&&"));
                        })
                        .overTheNetwork(),
                that("a page of some proxy is shown to nobody", it -> {
                            var seen = broken(it, Trouble.HTML);
                            assertThat(seen).noneMatch(line -> line.contains("<body>"));
                        })
                        .overTheNetwork());
    }

    /** Everything that can be seen after a breakdown with a card in the request; the card is not in it. */
    private static List<String> broken(Bench it, Trouble trouble) {
        var command = it.usual("broken");
        it.warmUp();
        it.through(trouble, false);
        var seen = new ArrayList<String>();
        try {
            seen.add(String.valueOf(it.acquirer.authorize(command)));
        } catch (AcquirerException e) {
            for (Throwable at = e; at != null; at = at.getCause()) {
                seen.add(String.valueOf(at));
            }
        }
        seen.addAll(it.context.logged());
        assertThat(seen).noneMatch(line -> line.contains(it.subject.approvedCard()));
        for (var line : seen) {
            assertThat(it.subject.secrets()).noneMatch(line::contains);
        }
        return seen;
    }
}
