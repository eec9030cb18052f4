package dev.pontage.affiliation;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "connector")
@NullUnmarked
class ConnectorRow {
    @Id
    @JdbcTypeCode(SqlTypes.BINARY)
    UUID id;

    String slug;
    String displayName;
    String publishedName;
    boolean published;
    boolean suspended;
    String ownerAccount;
    String partnerContact;
    String allowedAccounts;
    String flags;
    String plugins;
    String metadataFields;
    String callbackAppKey;
    String callbackAppToken;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "connector_method", joinColumns = @JoinColumn(name = "connector_id"))
    @OrderColumn(name = "position")
    List<MethodRow> methods = new ArrayList<>();

    @Column(updatable = false)
    Instant createdAt;

    @Version
    int version;

    @Embeddable
    @NullUnmarked
    static class MethodRow {
        String name;
        boolean enabled;
        String allowsSplit;

        static MethodRow of(Connector.Method method) {
            var row = new MethodRow();
            row.name = method.name();
            row.enabled = method.enabled();
            row.allowsSplit = method.allowsSplit();
            return row;
        }
    }

    Connector connector() {
        return new Connector(
                id,
                slug,
                displayName,
                Optional.ofNullable(publishedName),
                published,
                Optional.ofNullable(ownerAccount),
                Optional.ofNullable(partnerContact),
                words(allowedAccounts),
                flagMap(),
                words(plugins),
                callbackAppToken != null,
                methods.stream()
                        .map(it -> new Connector.Method(it.name, it.enabled, it.allowsSplit))
                        .toList(),
                words(metadataFields),
                suspended,
                createdAt);
    }

    private Map<String, Boolean> flagMap() {
        return words(flags).stream()
                .map(it -> it.split("=", 2))
                .collect(Collectors.toMap(it -> it[0], it -> Boolean.parseBoolean(it[1])));
    }

    static String joined(List<String> words) {
        return String.join(",", words);
    }

    static String joined(Map<String, Boolean> flags) {
        return flags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining(","));
    }

    private static List<String> words(String joined) {
        return joined.isEmpty() ? List.of() : Arrays.asList(joined.split(","));
    }
}
