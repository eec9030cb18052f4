package dev.pontage.app;

import dev.pontage.homologation.Homologation;
import dev.pontage.homologation.Target;
import dev.pontage.homologation.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** {@code ./pontage homologate}: VTEX's test suite and more against any service URL. */
public final class Homologate {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;
    private static final Set<String> WITH_VALUE = Set.of(
            "--app-key", "--app-token", "--callback-url", "--callback-port", "--methods", "--patience", "--report");

    private Homologate() {}

    /** Exits with 0 if all was as it should be, 1 if something was not, 2 if it was called wrongly. */
    public static void main(String[] arguments) {
        try {
            System.exit(run(arguments));
        } catch (Refusal e) {
            Console.complain(Objects.toString(e.getMessage()));
            System.exit(WRONG_USE);
        } catch (UncheckedIOException e) {
            Console.complain(Objects.toString(e.getMessage()));
            System.exit(FAILED);
        }
    }

    static int run(String... arguments) {
        var options = options(arguments);
        var target = target(options);
        var report = Path.of(options.getOrDefault("--report", "homologation.html"));
        var result = new Homologation(Clock.systemUTC(), it -> Console.say(List.of(it))).run(target);
        try {
            Files.writeString(report, result.report());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The report cannot be written to " + report + "; name another by --report", e);
        }
        Console.say(List.of(
                "",
                result.in(Verdict.State.SUCCESS).size() + " succeeded, "
                        + result.failures().size() + " failed, "
                        + result.in(Verdict.State.LEFT_OUT).size() + " left out; the report is "
                        + report.toAbsolutePath()));
        return result.failures().isEmpty() ? 0 : FAILED;
    }

    private static Map<String, String> options(String... arguments) {
        var options = new LinkedHashMap<String, String>();
        var rest = new ArrayList<>(Arrays.asList(arguments));
        while (!rest.isEmpty()) {
            var word = rest.removeFirst();
            if (word.equals("--sandbox")) {
                options.put(word, "true");
            } else if (WITH_VALUE.contains(word) && !rest.isEmpty()) {
                options.put(word, rest.removeFirst());
            } else if (!word.startsWith("-") && !options.containsKey("url")) {
                options.put("url", word);
            } else {
                throw new Refusal("\"" + word + "\" is not understood here; see ./pontage homologate --help");
            }
        }
        for (var needed : List.of("url", "--app-key", "--app-token")) {
            if (!options.containsKey(needed)) {
                throw new Refusal((needed.equals("url") ? "The service URL" : needed)
                        + " is missing; see ./pontage homologate --help");
            }
        }
        return options;
    }

    private static Target target(Map<String, String> options) {
        var methods = Optional.ofNullable(options.get("--methods"))
                .map(it -> List.of(it.split(",", -1)))
                .orElse(List.of());
        return new Target(
                url(options.getOrDefault("url", "")),
                options.getOrDefault("--app-key", ""),
                options.getOrDefault("--app-token", ""),
                Optional.ofNullable(options.get("--callback-url")).map(Homologate::url),
                number(options.getOrDefault("--callback-port", "0")),
                methods,
                Duration.ofSeconds(number(options.getOrDefault("--patience", "15"))),
                options.containsKey("--sandbox"));
    }

    private static URI url(String text) {
        try {
            var url = URI.create(text);
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new Refusal("\"" + text + "\" is no address; write https://host/path");
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            throw new Refusal("\"" + text + "\" is no number");
        }
        return Integer.parseInt(text);
    }
}
