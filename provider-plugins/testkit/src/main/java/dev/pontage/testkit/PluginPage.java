package dev.pontage.testkit;

import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.settings.Setting;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * The part of a plugin's documentation page that its descriptor tells: a test compares it with the page, so that neither
 * is changed without the other. The page has it between two marks; the rest is written by hand.
 */
public final class PluginPage {
    private static final String BEGIN = "<!-- from the descriptor: begin -->\n";
    private static final String END = "<!-- from the descriptor: end -->";

    private PluginPage() {}

    /** The marked part as it should be. */
    public static String of(PluginDescriptor it) {
        return BEGIN + methods(it) + settings(it) + abilities(it) + END;
    }

    /** The page with the marked part as it should be. */
    public static String renewed(String page, PluginDescriptor it) {
        var from = page.indexOf(BEGIN);
        var to = page.indexOf(END);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("the page has no part between the marks " + BEGIN + END);
        }
        return page.substring(0, from) + of(it) + page.substring(to + END.length());
    }

    private static String methods(PluginDescriptor it) {
        return it.methods().stream()
                .map(method -> "| %s | %s | %s | %s |\n"
                        .formatted(
                                method.name(),
                                word(method.flow().name()),
                                word(method.split().name()),
                                method.capturesAtOnce() ? "at once" : "when settled"))
                .collect(Collectors.joining(
                        "",
                        "### Payment methods\n\n| VTEX's name | flow | split | money is taken |\n|---|---|---|---|\n",
                        "\n"));
    }

    private static String settings(PluginDescriptor it) {
        return it.settings().settings().stream()
                .map(setting -> "| `%s` | %s | %s | %s | %s |\n"
                        .formatted(
                                setting.key(),
                                setting.label().en(),
                                word(setting.type().name()),
                                setting.required() ? "yes" : "no",
                                help(setting)))
                .collect(Collectors.joining(
                        "",
                        "### Settings\n\n| key | label | type | required | where to find it |\n|---|---|---|---|---|\n",
                        "\n"));
    }

    private static String help(Setting it) {
        var choices =
                it.choices().stream().map(choice -> "`" + choice.value() + "`").collect(Collectors.joining(", "));
        return it.help().en()
                + (choices.isEmpty() ? "" : " One of " + choices + ".")
                + it.fallback().map(value -> " Default: `" + value + "`.").orElse("")
                + condition(it)
                + (it.inVtex() ? " The merchant may fill it in in VTEX, which wins." : "");
    }

    private static String condition(Setting it) {
        return it.isTestOnly()
                ? " Only in the test environment."
                : it.onlyIf()
                        .map(on -> " Only while `" + on.key() + "` is `" + on.value() + "`.")
                        .orElse("");
    }

    private static String abilities(PluginDescriptor it) {
        var can = it.capabilities().stream()
                .map(capability -> word(capability.name()))
                .sorted()
                .collect(Collectors.joining(", "));
        var accepted = it.accepted().entrySet().stream()
                .map(change -> word(change.getKey().name()) + " "
                        + word(change.getValue().name()))
                .sorted()
                .collect(Collectors.joining(", "));
        var hosts = it.hosts().isEmpty()
                ? "none"
                : it.hosts().stream().sorted().collect(Collectors.joining("`, `", "`", "`"));
        return "### Abilities\n\n- can: " + can + "\n- an accepted change counts as: "
                + (accepted.isEmpty() ? "done" : accepted)
                + "\n- a replay is safe for " + text(it.timing().replayWindow())
                + "; a waiting payment is asked about every "
                + text(it.timing().pollEvery()) + " at first\n- hosts, besides those of its URL settings: " + hosts
                + "\n";
    }

    private static String text(Duration it) {
        return it.toDays() > 0 ? it.toDays() + " days" : it.toSeconds() + " seconds";
    }

    private static String word(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
