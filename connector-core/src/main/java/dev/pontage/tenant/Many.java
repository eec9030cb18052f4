package dev.pontage.tenant;

import dev.pontage.tenant.TenantJdbc.Row;
import java.util.List;

/** A statement of one row, from which one of many can be made. */
sealed interface Many permits ManyRows, ManyChanges {
    static Many of(ScopedStatement statement) {
        return statement.inserts() ? ManyRows.of(statement) : ManyChanges.of(statement);
    }

    Sent to(List<Row> rows);
}
