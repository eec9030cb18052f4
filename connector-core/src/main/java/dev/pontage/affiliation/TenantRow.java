package dev.pontage.affiliation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "tenant")
@NullUnmarked
class TenantRow {
    @Id
    @JdbcTypeCode(SqlTypes.BINARY)
    UUID id;

    String slug;
    String name;
    String timeZone;
    boolean suspended;
    int requestsPerSecond;
    int burst;
    int maxConcurrent;
    int reservedPercent;
    int share;

    @Column(updatable = false)
    Instant createdAt;

    @Version
    int version;

    void limit(Tenant.Limits limits) {
        requestsPerSecond = limits.requestsPerSecond();
        burst = limits.burst();
        maxConcurrent = limits.maxConcurrent();
        reservedPercent = limits.reservedPercent();
        share = limits.share();
    }

    Tenant tenant() {
        return new Tenant(
                id,
                slug,
                name,
                timeZone,
                suspended,
                new Tenant.Limits(requestsPerSecond, burst, maxConcurrent, reservedPercent, share),
                createdAt);
    }
}
