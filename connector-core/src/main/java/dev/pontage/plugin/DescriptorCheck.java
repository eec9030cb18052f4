package dev.pontage.plugin;

import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.settings.Setting;
import dev.pontage.spi.settings.SettingsSchema;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a descriptor must look like for the host to build on it. The first fault found is enough to refuse a jar. */
final class DescriptorCheck {
    private static final String ID = "[a-z0-9][a-z0-9-]{1,39}";
    private static final String VERSION = "[0-9A-Za-z][0-9A-Za-z.+-]{0,39}";
    private static final String KEY = "[A-Za-z][A-Za-z0-9.]{0,59}";
    private static final String HOST = "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?";

    private static final int MOST = 200;
    private static final int LONGEST_TEXT = 1_000;

    private DescriptorCheck() {}

    static void check(PluginDescriptor it) throws RefusedJar {
        var hole = Wholeness.problem(it);
        require(hole.isEmpty(), hole.orElse(""));
        require(it.id().matches(ID), "the id \"" + cut(it.id()) + "\" is not lower case letters, digits and hyphens");
        require(it.version().matches(VERSION), "the version \"" + cut(it.version()) + "\" is no version");
        require(!it.name().isBlank() && it.name().length() <= 60, "the name is empty or longer than 60 characters");
        sizes(it);
        methods(it);
        capabilities(it);
        timing(it);
        settings(it.settings().settings());
        for (var host : it.hosts()) {
            require(host.matches(HOST), "\"" + cut(host) + "\" is no host name in lower case");
        }
    }

    /** All of it stands on one page of the admin and goes into one manifest. */
    private static void sizes(PluginDescriptor it) throws RefusedJar {
        var settings = it.settings().settings();
        most(it.methods().size(), "payment methods");
        most(settings.size(), "settings");
        most(it.hosts().size(), "hosts");
        for (var setting : settings) {
            most(setting.choices().size(), "choices of the setting " + cut(setting.key()));
            var texts = Stream.of(
                    Stream.of(setting.label(), setting.help()),
                    setting.group().stream(),
                    setting.choices().stream().map(Setting.Choice::label));
            require(
                    texts.flatMap(all -> all)
                            .flatMap(text -> Stream.of(text.pt(), text.es(), text.en()))
                            .allMatch(text -> text.length() <= LONGEST_TEXT),
                    "a text of the setting " + cut(setting.key()) + " is longer than " + LONGEST_TEXT + " characters");
        }
    }

    private static void most(int count, String what) throws RefusedJar {
        require(count <= MOST, "it has " + count + " " + what + ", and " + MOST + " are the most");
    }

    private static void methods(PluginDescriptor it) throws RefusedJar {
        require(!it.methods().isEmpty(), "it has no payment method");
        for (var method : it.methods()) {
            require(
                    !method.name().isBlank() && method.name().length() <= 60,
                    "a payment method's name is empty or longer than 60 characters");
        }
        unique(it.methods(), PluginDescriptor.Method::name, "the payment method");
    }

    private static void capabilities(PluginDescriptor it) throws RefusedJar {
        require(
                it.exponents().entrySet().stream()
                        .allMatch(of -> of.getKey().matches("[A-Z]{3}") && of.getValue() >= 0 && of.getValue() <= 4),
                "its exponents are not 0 to 4 places of currencies by their three letters");
        needs(it, Capability.PARTIAL_SETTLE, Capability.SETTLE);
        needs(it, Capability.MULTIPLE_SETTLE, Capability.SETTLE);
        needs(it, Capability.PARTIAL_REFUND, Capability.REFUND);
        needs(it, Capability.CANCEL_BY_REFERENCE, Capability.CANCEL);
        require(
                it.can(Capability.REPLAY) == it.timing().replayWindow().isPositive(),
                "REPLAY and a replay window belong together");
    }

    private static void timing(PluginDescriptor it) throws RefusedJar {
        var times = List.of(
                it.timing().settlingTime(),
                it.timing().replayWindow(),
                it.timing().changeGap());
        require(times.stream().noneMatch(Duration::isNegative), "a time of its timing is negative");
        require(
                it.timing().pollEvery().compareTo(Duration.ofSeconds(1)) >= 0,
                "it wants to be asked more often than once a second");
    }

    private static void settings(List<Setting> settings) throws RefusedJar {
        unique(settings, it -> it.key().toLowerCase(Locale.ROOT), "the setting");
        for (var it : settings) {
            require(
                    it.key().matches(KEY),
                    "the setting's key \"" + cut(it.key()) + "\" is not letters, digits and dots");
            require(
                    (it.type() == Setting.Type.CHOICE) != it.choices().isEmpty(),
                    "the setting " + it.key() + " must have choices if it is a choice, and only then");
            require(
                    it.fallback().isEmpty()
                            || SettingsSchema.of(it).validate(Map.of()).isEmpty(),
                    "the value that the setting " + it.key() + " has when nothing is given is not of its type");
            require(
                    it.onlyIf().isEmpty()
                            || it.isTestOnly()
                            || settings.stream()
                                    .anyMatch(other ->
                                            other.key().equals(it.onlyIf().get().key())),
                    "the setting " + it.key() + " depends on one that does not exist");
            require(
                    !it.isTestOnly() || !it.required(),
                    "the setting " + it.key() + " is for the test environment only and cannot be required");
        }
    }

    private static void needs(PluginDescriptor it, Capability one, Capability other) throws RefusedJar {
        require(!it.can(one) || it.can(other), "it declares " + one + " without " + other);
    }

    private static <T> void unique(List<T> all, Function<T, String> key, String what) throws RefusedJar {
        var seen = new HashSet<String>();
        for (var it : all) {
            require(seen.add(key.apply(it)), what + " " + cut(key.apply(it)) + " is there twice");
        }
    }

    private static void require(boolean held, String otherwise) throws RefusedJar {
        if (!held) {
            throw new RefusedJar("the descriptor is invalid: " + otherwise);
        }
    }

    private static String cut(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
