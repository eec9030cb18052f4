package dev.pontage.admin.api;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.connector.ConnectorChanges;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The names that plugins may use in VTEX's metadata. */
@RestController
@RequestMapping("/api/v1/connectors/{id}/metadata-fields")
class ConnectorMetadataEndpoint {
    private final ConnectorChanges connectors;

    ConnectorMetadataEndpoint(ConnectorChanges connectors) {
        this.connectors = connectors;
    }

    @PutMapping
    @Needs(Permission.PLATFORM)
    List<String> put(@PathVariable String id, @RequestBody List<String> names) {
        return connectors.changeMetadataFields(connectors.existing(id), names).metadataFields();
    }
}
