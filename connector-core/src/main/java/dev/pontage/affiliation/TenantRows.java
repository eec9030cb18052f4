package dev.pontage.affiliation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface TenantRows extends Repository<TenantRow, UUID> {
    TenantRow saveAndFlush(TenantRow row);

    Optional<TenantRow> findBySlug(String slug);

    Optional<TenantRow> findById(UUID id);

    List<TenantRow> findByIdIn(Collection<UUID> ids);

    List<TenantRow> findAllByOrderBySlug();
}
