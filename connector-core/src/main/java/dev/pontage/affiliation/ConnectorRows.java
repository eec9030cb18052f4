package dev.pontage.affiliation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface ConnectorRows extends Repository<ConnectorRow, UUID> {
    ConnectorRow saveAndFlush(ConnectorRow row);

    Optional<ConnectorRow> findBySlug(String slug);

    Optional<ConnectorRow> findById(UUID id);

    List<ConnectorRow> findAllByOrderBySlug();
}
