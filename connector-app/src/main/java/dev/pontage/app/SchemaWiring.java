package dev.pontage.app;

import dev.pontage.database.EmbeddedDatabase;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings the schema up to date; a database of our own counts as made from then on. */
@Configuration(proxyBeanMethods = false)
class SchemaWiring {
    @Bean
    FlywayMigrationStrategy migrations(ObjectProvider<EmbeddedDatabase> embedded) {
        return flyway -> {
            refuseNewer(flyway);
            migrate(flyway);
            embedded.ifAvailable(EmbeddedDatabase::keep);
        };
    }

    /** Flyway would pass over what it does not know, and we would write rows that the newer release misreads. */
    private static void refuseNewer(Flyway flyway) {
        Arrays.stream(flyway.info().applied())
                .filter(it -> !it.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .findFirst()
                .ifPresent(it -> {
                    throw new Refusal("The database was migrated by a newer Pontage (" + it
                            + "); start that one, or restore the backup made before the upgrade");
                });
    }

    private static void migrate(Flyway flyway) {
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            var reason = String.valueOf(e.getMessage())
                    .lines()
                    .filter(it -> !it.isBlank())
                    .findFirst()
                    .orElse("");
            throw new Refusal(
                    "The database could not be migrated (" + reason
                            + "); give an empty schema or one of Pontage's, and an account that may alter it",
                    e);
        }
    }
}
