package dev.pontage.payment;

import dev.pontage.payment.PaymentRows.Known;
import dev.pontage.payment.PaymentRows.Name;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Looks for payments by VTEX's id, those of many callers in one round trip: the trip costs more than the look. */
final class KnownPayments {
    private static final long MOMENT = Duration.ofMillis(10).toNanos();

    private final PaymentRows rows;
    private final Remembered remembered;
    private final Together<Name, Optional<Known>> looks = Together.reading(() -> {}, this::read);
    private final Together<Name, Optional<Known>> patientLooks =
            Together.reading(() -> LockSupport.parkNanos(MOMENT), this::read);

    KnownPayments(TenantJdbc jdbc, Remembered remembered) {
        this.remembered = remembered;
        this.rows = new PaymentRows(jdbc);
    }

    Optional<Known> find(Name name) {
        return find(name, looks);
    }

    /** For one who may wait a moment: what comes meanwhile is looked for with it. */
    Optional<Known> findPatiently(Name name) {
        return find(name, patientLooks);
    }

    /** Without a look. */
    Optional<Known> remembered(Name name) {
        return TenantScope.current().includes(name.tenant()) ? remembered.find(name) : Optional.empty();
    }

    private Optional<Known> find(Name name, Together<Name, Optional<Known>> looks) {
        return remembered(name).or(() -> read(name, looks));
    }

    private Optional<Known> read(Name name, Together<Name, Optional<Known>> looks) {
        if (!TenantScope.current().includes(name.tenant())) {
            return Optional.empty();
        }
        var mark = remembered.mark(name);
        var found = looks.submit(name)
                .orElseGet(() -> Optional.ofNullable(rows.known(List.of(name)).get(name)));
        mark.ifPresent(it -> found.ifPresent(known -> remembered.keep(known, it)));
        return found;
    }

    private List<Optional<Optional<Known>>> read(List<Name> names) {
        var tenants = names.stream().map(Name::tenant).collect(Collectors.toSet());
        var found = new TenantScope.Only(tenants)
                .call(() -> rows.known(names.stream().distinct().toList()));
        return names.stream()
                .map(it -> Optional.of(Optional.ofNullable(found.get(it))))
                .toList();
    }
}
