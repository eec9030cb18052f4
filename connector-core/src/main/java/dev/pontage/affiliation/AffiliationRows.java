package dev.pontage.affiliation;

import dev.pontage.spi.PluginDescriptor.Accepted;
import dev.pontage.spi.PluginDescriptor.ChangeKind;
import dev.pontage.tenant.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Optional;

/** Reads an affiliation from a row that carries its tenant's and connector's names. */
final class AffiliationRows {
    private AffiliationRows() {}

    static Affiliation map(ResultSet row, int index) throws SQLException {
        return new Affiliation(
                Ids.of(row.getBytes("id")),
                Ids.of(row.getBytes("tenant_id")),
                row.getString("tenant"),
                Ids.of(row.getBytes("connector_id")),
                row.getString("connector"),
                row.getString("plugin"),
                Optional.ofNullable(row.getString("plugin_version")),
                Ids.of(row.getBytes("settings_version")),
                Affiliation.Environment.valueOf(row.getString("environment")),
                row.getString("display_name"),
                row.getBoolean("suspended")
                        || row.getBoolean("tenant_suspended")
                        || row.getBoolean("connector_suspended"),
                row.getBytes("open_for_connector") != null,
                new Affiliation.Admits(row.getBoolean("live_mode_on_test"), row.getBoolean("direct_cards")),
                accepted(row),
                row.getTimestamp("created_at").toInstant());
    }

    static String acceptedColumn(ChangeKind kind) {
        return "accepted_" + kind.name().toLowerCase(Locale.ROOT);
    }

    private static AcceptedChanges accepted(ResultSet row) throws SQLException {
        var all = new EnumMap<ChangeKind, Accepted>(ChangeKind.class);
        for (var kind : ChangeKind.values()) {
            var word = row.getString(acceptedColumn(kind));
            if (word != null) {
                all.put(kind, Accepted.valueOf(word));
            }
        }
        return new AcceptedChanges(all);
    }
}
