package dev.pontage.affiliation;

import dev.pontage.error.Rejection;
import dev.pontage.plugin.Plugins;
import dev.pontage.secret.SecretCipher;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.tenant.Ids;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What VTEX publishes. Connectors belong to the platform; several tenants may share one. */
@Component
@Transactional
public class Connectors {
    private static final int MOST_METADATA = 3;

    private final ConnectorRows rows;
    private final Plugins plugins;
    private final SecretCipher cipher;
    private final Clock clock;

    Connectors(ConnectorRows rows, Plugins plugins, SecretCipher cipher, Clock clock) {
        this.rows = rows;
        this.plugins = plugins;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** Makes one that lists every method of its plugins. */
    public Connector create(Connector.Draft draft) {
        check(draft);
        try {
            return rows.saveAndFlush(row(draft)).connector();
        } catch (DataIntegrityViolationException e) {
            throw Duplicates.isOne(e) ? Rejection.exists("a connector " + draft.slug()) : e;
        }
    }

    /** Changes everything but the name in addresses; methods of new plugins come in switched on. */
    public Connector change(Connector.Draft draft) {
        check(draft);
        var row = existing(draft.slug());
        fill(row, draft);
        var methods = methods(row.connector().methods(), draft.plugins());
        row.methods.clear();
        methods.forEach(it -> row.methods.add(ConnectorRow.MethodRow.of(it)));
        return rows.saveAndFlush(row).connector();
    }

    /** What the manifest would list with these plugins: what is set stays, what is new comes in switched on. */
    @Transactional(readOnly = true)
    public List<Connector.Method> methods(List<Connector.Method> set, List<String> pluginIds) {
        var offered = new LinkedHashMap<String, Connector.Method>();
        methodsOf(pluginIds).forEach(it -> offered.put(it.name(), it));
        set.forEach(it -> offered.computeIfPresent(it.name(), (name, usual) -> it));
        return List.copyOf(offered.values());
    }

    private void check(Connector.Draft draft) {
        var problems = new ArrayList<Rejection.Problem>();
        if (draft.displayName().isBlank()) {
            problems.add(new Rejection.Problem("displayName", "Give the connector a name."));
        }
        if (draft.plugins().isEmpty()) {
            problems.add(new Rejection.Problem("plugins", "Name at least one plugin."));
        }
        for (var plugin : draft.plugins()) {
            if (plugins.find(plugin).isEmpty()) {
                problems.add(new Rejection.Problem("plugins", "There is no plugin " + plugin + "."));
            }
        }
        draft.publishedName()
                .filter(it -> !it.matches("[A-Za-z0-9]{1,16}"))
                .ifPresent(it ->
                        problems.add(new Rejection.Problem("publishedName", "Use at most 16 letters and digits.")));
        if (!problems.isEmpty()) {
            throw Rejection.invalid(problems);
        }
    }

    private ConnectorRow row(Connector.Draft draft) {
        var row = new ConnectorRow();
        row.id = Ids.next();
        row.slug = Slug.checked(draft.slug());
        fill(row, draft);
        row.metadataFields = "";
        row.createdAt = clock.instant();
        methodsOf(draft.plugins()).forEach(it -> row.methods.add(ConnectorRow.MethodRow.of(it)));
        return row;
    }

    /** Without callback keys the old ones stay. */
    private void fill(ConnectorRow row, Connector.Draft draft) {
        row.displayName = draft.displayName().strip();
        row.publishedName = orNull(draft.publishedName());
        row.ownerAccount = orNull(draft.ownerAccount());
        row.partnerContact = orNull(draft.partnerContact());
        row.allowedAccounts = ConnectorRow.joined(draft.allowedAccounts());
        row.flags = ConnectorRow.joined(draft.flags());
        row.plugins = ConnectorRow.joined(draft.plugins());
        draft.callbackKeys().ifPresent(keys -> seal(row, keys));
    }

    private static @Nullable String orNull(Optional<String> value) {
        return value.filter(it -> !it.isBlank()).orElse(null);
    }

    private List<Connector.Method> methodsOf(List<String> ids) {
        var methods = new LinkedHashMap<String, Connector.Method>();
        ids.stream()
                .flatMap(it -> plugins.find(it).stream())
                .flatMap(it -> it.descriptor().methods().stream())
                .forEach(it ->
                        methods.putIfAbsent(it.name(), new Connector.Method(it.name(), true, splitWord(it.split()))));
        return List.copyOf(methods.values());
    }

    private static String splitWord(PluginDescriptor.SplitStage stage) {
        return switch (stage) {
            case AUTHORIZE -> "onAuthorize";
            case CAPTURE -> "onCapture";
            case DISABLED -> "disabled";
        };
    }

    /** Sets which methods its manifest lists; only methods of its plugins are taken. */
    public Connector changeMethods(String slug, List<Connector.Method> methods) {
        var row = existing(slug);
        var known = methodsOf(row.connector().plugins()).stream()
                .map(Connector.Method::name)
                .toList();
        for (var method : methods) {
            if (!known.contains(method.name())) {
                throw Rejection.invalid("name", "No plugin of this connector has the method " + method.name() + ".");
            }
            if (!List.of("onAuthorize", "onCapture", "disabled").contains(method.allowsSplit())) {
                throw Rejection.invalid("allowsSplit", "Write onAuthorize, onCapture or disabled.");
            }
        }
        var merged = new LinkedHashMap<String, Connector.Method>();
        row.connector().methods().forEach(it -> merged.put(it.name(), it));
        methods.forEach(it -> merged.put(it.name(), it));
        row.methods.clear();
        merged.values().forEach(it -> row.methods.add(ConnectorRow.MethodRow.of(it)));
        return rows.saveAndFlush(row).connector();
    }

    /** Sets the names that plugins may use in the connector's metadata. */
    public Connector changeMetadataFields(String slug, List<String> names) {
        var row = existing(slug);
        if (names.size() > MOST_METADATA || names.stream().anyMatch(it -> !it.matches("[A-Za-z0-9_-]{1,20}"))) {
            throw Rejection.invalid(
                    "metadataFields",
                    "Name at most three fields of at most 20 letters, digits, hyphens or underscores.");
        }
        row.metadataFields = ConnectorRow.joined(names);
        return rows.saveAndFlush(row).connector();
    }

    /** Stops or resumes new payments of all its affiliations; other nodes follow within seconds. */
    public Connector suspend(String slug, boolean suspended) {
        var row = existing(slug);
        row.suspended = suspended;
        return rows.saveAndFlush(row).connector();
    }

    /** Sets the owner's keys for callbacks. */
    public Connector changeCallbackKeys(String slug, Connector.CallbackKeys keys) {
        var row = existing(slug);
        seal(row, keys);
        return rows.saveAndFlush(row).connector();
    }

    private void seal(ConnectorRow row, Connector.CallbackKeys keys) {
        row.callbackAppKey = keys.appKey();
        row.callbackAppToken = cipher.encrypt(SecretCipher.PLATFORM, place(row.id), keys.appToken());
    }

    /** The owner's keys, if they are set. Only for the sender of callbacks. */
    @Transactional(readOnly = true)
    public Optional<Connector.CallbackKeys> callbackKeys(UUID id) {
        return rows.findById(id)
                .filter(it -> it.callbackAppToken != null)
                .map(it -> new Connector.CallbackKeys(
                        it.callbackAppKey, cipher.decrypt(SecretCipher.PLATFORM, place(id), it.callbackAppToken)));
    }

    /** As registered with VTEX, and what staff have switched on besides. */
    @Transactional(readOnly = true)
    public Map<String, Boolean> flags(UUID id) {
        return rows.findById(id).map(it -> it.connector().flags()).orElse(Map.of());
    }

    /** By the name in addresses. */
    @Transactional(readOnly = true)
    public Optional<Connector> find(String slug) {
        return rows.findBySlug(slug).map(ConnectorRow::connector);
    }

    /** All, by name in addresses. */
    @Transactional(readOnly = true)
    public List<Connector> list() {
        return rows.findAllByOrderBySlug().stream().map(ConnectorRow::connector).toList();
    }

    private ConnectorRow existing(String slug) {
        return rows.findBySlug(slug).orElseThrow(() -> Rejection.notFound("connector " + slug));
    }

    private static SecretCipher.Place place(UUID id) {
        return new SecretCipher.Place("connector", id, "callback_app_token");
    }
}
