package dev.pontage.affiliation;

import dev.pontage.tenant.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
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
                row.getTimestamp("created_at").toInstant());
    }
}
