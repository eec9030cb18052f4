package dev.pontage.admin.connector;

import dev.pontage.admin.form.Longest;
import dev.pontage.affiliation.Connector;
import dev.pontage.error.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A connector as it is typed. */
record ConnectorForm(
        String id,
        String displayName,
        List<String> plugin,
        String publishedName,
        String ownerAccount,
        String partnerContact,
        String allowedAccounts,
        List<String> flag,
        String callbackAppKey,
        String callbackAppToken) {
    /** The options of VTEX's ticket, and what VTEX takes where nothing is said. */
    static final Map<String, Boolean> FLAGS = flags();

    private static Map<String, Boolean> flags() {
        var flags = new LinkedHashMap<String, Boolean>();
        flags.put("usesSecureProxy", true);
        flags.put("implementsOAuth", false);
        flags.put("implementsSplit", false);
        flags.put("acceptSplitPartialRefund", false);
        flags.put("usesAntifraud", false);
        flags.put("usesAutoSettleOptions", false);
        flags.put("usesBankInvoiceEnglishName", false);
        flags.put("requiresDocument", false);
        return flags;
    }

    static ConnectorForm blank() {
        return new ConnectorForm("", "", List.of(), "", "", "", "", on(Map.of()), "", "");
    }

    static ConnectorForm of(Connector it) {
        return new ConnectorForm(
                it.slug(),
                it.displayName(),
                it.plugins(),
                it.publishedName().orElse(""),
                it.ownerAccount().orElse(""),
                it.partnerContact().orElse(""),
                String.join(", ", it.allowedAccounts()),
                on(it.flags()),
                "",
                "");
    }

    private static List<String> on(Map<String, Boolean> set) {
        return FLAGS.entrySet().stream()
                .filter(it -> set.getOrDefault(it.getKey(), it.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    static ConnectorForm read(String id, Map<String, List<String>> fields) {
        return new ConnectorForm(
                id,
                first(fields.get("displayName")),
                Optional.ofNullable(fields.get("plugin")).orElse(List.of()),
                first(fields.get("publishedName")),
                first(fields.get("ownerAccount")),
                first(fields.get("partnerContact")),
                first(fields.get("allowedAccounts")),
                Optional.ofNullable(fields.get("flag")).orElse(List.of()),
                first(fields.get("callbackAppKey")),
                first(fields.get("callbackAppToken")));
    }

    private static String first(@Nullable List<String> values) {
        return values == null || values.isEmpty() ? "" : values.getFirst().strip();
    }

    /** What it means, or everything that is wrong with it; the messages are keys. */
    Connector.Draft draft() {
        var problems = new ArrayList<Rejection.Problem>();
        if (!id.matches("[a-z0-9-]{2,40}")) {
            problems.add(new Rejection.Problem("id", "id.shape"));
        }
        if (displayName.isEmpty()) {
            problems.add(new Rejection.Problem("displayName", "field.empty"));
        }
        if (plugin.isEmpty()) {
            problems.add(new Rejection.Problem("plugin", "plugin.none"));
        }
        if (!publishedName.matches("[A-Za-z0-9]{0,16}")) {
            problems.add(new Rejection.Problem("publishedName", "publishedName.shape"));
        }
        if (callbackAppKey.isEmpty() != callbackAppToken.isEmpty()) {
            problems.add(new Rejection.Problem("callbackAppToken", "keys.together"));
        }
        var draft = new Connector.Draft(
                id,
                displayName,
                plugin,
                callbackAppKey.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Connector.CallbackKeys(callbackAppKey, callbackAppToken)),
                given(publishedName),
                given(ownerAccount),
                given(partnerContact),
                Arrays.stream(allowedAccounts.split("[,\\s]+", -1))
                        .filter(it -> !it.isEmpty())
                        .toList(),
                FLAGS.keySet().stream().collect(Collectors.toMap(it -> it, flag::contains)));
        ConnectorChanges.tooLong(draft).forEach(problems::add);
        Longest.check(problems);
        return draft;
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty());
    }

    @Override
    public String toString() {
        return "ConnectorForm[" + id + "]";
    }
}
