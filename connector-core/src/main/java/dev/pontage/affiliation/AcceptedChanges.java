package dev.pontage.affiliation;

import dev.pontage.error.Rejection;
import dev.pontage.spi.PluginDescriptor.Accepted;
import dev.pontage.spi.PluginDescriptor.ChangeKind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a change counts as that the acquirer has only taken in, where the merchant wants it otherwise than the plugin says.
 *
 * @param chosen a kind that is missing is as the plugin says
 */
public record AcceptedChanges(Map<ChangeKind, Accepted> chosen) {
    /** Nothing is chosen. */
    public static final AcceptedChanges AS_THE_PLUGIN_SAYS = new AcceptedChanges(Map.of());

    private static final String PLUGIN = "plugin";

    public AcceptedChanges {
        chosen = Map.copyOf(chosen);
    }

    /** These, with others: a kind and "done", "pending" or "plugin". */
    public AcceptedChanges with(Map<String, String> words) {
        var all = new EnumMap<ChangeKind, Accepted>(ChangeKind.class);
        all.putAll(chosen);
        words.forEach((kind, choice) -> choose(all, kind, choice));
        return new AcceptedChanges(all);
    }

    private static void choose(Map<ChangeKind, Accepted> all, String kind, String choice) {
        var of = Arrays.stream(ChangeKind.values())
                .filter(it -> word(it).equals(kind))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid(kind, "Write cancel, settle or refund."));
        if (choice.equals(PLUGIN)) {
            all.remove(of);
        } else {
            all.put(
                    of,
                    Arrays.stream(Accepted.values())
                            .filter(it -> word(it).equals(choice))
                            .findFirst()
                            .orElseThrow(() -> Rejection.invalid(kind, "Write done, pending or plugin.")));
        }
    }

    /** All kinds, in the words that they are chosen by. */
    public Map<String, String> words() {
        var all = new TreeMap<String, String>();
        for (var kind : ChangeKind.values()) {
            all.put(
                    word(kind),
                    Optional.ofNullable(chosen.get(kind))
                            .map(AcceptedChanges::word)
                            .orElse(PLUGIN));
        }
        return all;
    }

    private static String word(Enum<?> it) {
        return it.name().toLowerCase(Locale.ROOT);
    }
}
