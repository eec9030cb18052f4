package dev.pontage.admin.connector;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.form.Longest;
import dev.pontage.affiliation.Connector;
import dev.pontage.affiliation.Connectors;
import dev.pontage.error.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What is changed about a connector, by people and scripts alike, and written down. */
@Component
public class ConnectorChanges {
    /** VTEX names its options so, and may add some. */
    private static final Pattern FLAG = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

    private final Connectors connectors;
    private final Audit audit;

    ConnectorChanges(Connectors connectors, Audit audit) {
        this.connectors = connectors;
        this.audit = audit;
    }

    /** By the name in addresses, which must be one's. */
    public Connector existing(String id) {
        return connectors.find(id).orElseThrow(() -> Rejection.notFound("connector " + id));
    }

    /** Makes one. */
    public Connector create(Connector.Draft draft) {
        Longest.check(wrong(draft).toList());
        var made = connectors.create(draft);
        audit.note("connector.create", made.slug(), made.displayName() + " " + made.plugins());
        return made;
    }

    /** Everything but the name in addresses. */
    public Connector change(Connector.Draft draft) {
        Longest.check(wrong(draft).toList());
        var before = existing(draft.slug());
        var after = connectors.change(draft);
        return noted("connector.change", after, before, after);
    }

    private static Stream<Rejection.Problem> wrong(Connector.Draft draft) {
        var misnamed = draft.flags().keySet().stream()
                .filter(it -> !FLAG.matcher(it).matches())
                .map(_ -> new Rejection.Problem("flags", "field.flag"))
                .limit(1);
        return Stream.concat(tooLong(draft), misnamed);
    }

    /** Everything of it that is longer than what is kept. */
    static Stream<Rejection.Problem> tooLong(Connector.Draft draft) {
        return Stream.of(
                        Longest.NAME.of("displayName", draft.displayName()),
                        Longest.LIST.of("plugins", String.join(",", draft.plugins())),
                        Longest.NAME.of("ownerAccount", draft.ownerAccount().orElse("")),
                        Longest.NAME.of("partnerContact", draft.partnerContact().orElse("")),
                        Longest.LIST.of("allowedAccounts", String.join(",", draft.allowedAccounts())),
                        Longest.LIST.of("flags", flags(draft)),
                        draft.callbackKeys().stream().flatMap(ConnectorChanges::tooLong))
                .flatMap(it -> it);
    }

    private static Stream<Rejection.Problem> tooLong(Connector.CallbackKeys keys) {
        return Stream.concat(
                Longest.NAME.of("callbackAppKey", keys.appKey()),
                Longest.TOKEN.of("callbackAppToken", keys.appToken()));
    }

    private static String flags(Connector.Draft draft) {
        return draft.flags().entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining(","));
    }

    /** Which methods its manifest lists, and how. */
    public Connector changeMethods(Connector before, List<Connector.Method> methods) {
        var after = connectors.changeMethods(before.slug(), methods);
        return noted("connector.methods", after, before.methods(), after.methods());
    }

    /** Which names its plugins may use in the metadata. */
    public Connector changeMetadataFields(Connector before, List<String> names) {
        var after = connectors.changeMetadataFields(before.slug(), names);
        return noted("connector.metadata", after, before.metadataFields(), after.metadataFields());
    }

    /** Stops or resumes it. */
    public Connector suspend(Connector before, boolean suspended) {
        var after = connectors.suspend(before.slug(), suspended);
        return noted("connector.suspend", after, before.suspended(), after.suspended());
    }

    private Connector noted(String action, Connector it, Object before, Object after) {
        audit.note(action, Optional.empty(), it.slug(), Optional.of(before), Optional.of(after));
        return it;
    }
}
