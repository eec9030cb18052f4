package dev.pontage.admin.api;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.affiliation.Connectors;
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
    private final Connectors connectors;
    private final Audit audit;

    ConnectorMetadataEndpoint(Connectors connectors, Audit audit) {
        this.connectors = connectors;
        this.audit = audit;
    }

    @PutMapping
    @Needs(Permission.PLATFORM)
    List<String> put(@PathVariable String id, @RequestBody List<String> names) {
        var after = connectors.changeMetadataFields(id, names).metadataFields();
        audit.note("connector.metadata", id, after);
        return after;
    }
}
