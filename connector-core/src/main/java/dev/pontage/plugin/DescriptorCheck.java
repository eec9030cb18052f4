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

/** What a descriptor must look like for the host to build on it. The first fault found is enough to refuse a jar. */
final class DescriptorCheck {
    private static final String ID = "[a-z0-9][a-z0-9-]{1,39}";
    private static final String VERSION = "[0-9A-Za-z][0-9A-Za-z.+-]{0,39}";
    private static final String KEY = "[A-Za-z][A-Za-z0-9.]{0,59}";
    private static final String HOST = "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?";

    private DescriptorCheck() {}

    static void check(PluginDescriptor it) throws RefusedJar {
        var hole = Wholeness.problem(it);
        require(hole.isEmpty(), hole.orElse(""));
        require(it.id().matches(ID), "the id \"" + cut(it.id()) + "\" is not lower case letters, digits and hyphens");
        require(it.version().matches(VERSION), "the version \"" + cut(it.version()) + "\" is no version");
        require(!it.name().isBlank() && it.name().length() <= 60, "the name is empty or longer than 60 characters");
        methods(it);
        capabilities(it);
        timing(it);
        settings(it.settings().settings());
        for (var host : it.hosts()) {
            require(host.matches(HOST), "\"" + cut(host) + "\" is no host name in lower case");
        }
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
                            || settings.stream()
                                    .anyMatch(other ->
                                            other.key().equals(it.onlyIf().get().key())),
                    "the setting " + it.key() + " depends on one that does not exist");
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
