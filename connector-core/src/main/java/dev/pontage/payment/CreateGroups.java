package dev.pontage.payment;

import dev.pontage.limit.NodeId;
import dev.pontage.tenant.Sent;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import dev.pontage.transport.Exchange;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;

/**
 * New payments of many callers, claimed in one transaction and concluded in another: the round trips cost more than the
 * rows. Whatever cannot be written with the others, because somebody else works on it or because one of them is wrong, is
 * written alone by the journal, which knows its own claim again.
 */
@Component
class CreateGroups {
    private static final Logger LOG = LoggerFactory.getLogger(CreateGroups.class);
    private static final int WRITERS = 2;

    private final TenantJdbc jdbc;
    private final PaymentRows payments;
    private final PaymentWrites writes;
    private final OperationRows operations;
    private final ExchangeRows exchanges;
    private final Consequences consequences;
    private final Clock clock;
    private final Together<Claim, Boolean> claims = Together.writing(WRITERS, this::claim);
    private final Together<Ending, Payment> endings = Together.writing(WRITERS, this::conclude);

    /** A create that is about to begin. */
    record Claim(Payment draft, String fingerprint, Operation operation) {
        PaymentRows.Name name() {
            return PaymentRows.Name.of(draft);
        }

        Entry fresh() {
            return Entry.Fresh.first(draft, operation);
        }
    }

    /**
     * A create that was carried out.
     *
     * @param begun the payment as it was when the call began, and its operation
     * @param outcome what it means, asked while the payment is locked
     * @param decide applies that to the payment; undone with the rest if the operation is no longer ours
     */
    record Ending(
            Entry.Fresh begun,
            Function<Payment, Conclusion> outcome,
            BiFunction<Payment, Conclusion, Decision> decide,
            List<Exchange> seen,
            boolean tellVtex) {
        Payment claimed() {
            return begun.payment();
        }

        Operation operation() {
            return begun.operation();
        }

        Decision decision() {
            return decide.apply(claimed(), outcome.apply(claimed()));
        }
    }

    private record Ours(Ending ending, Decision decision) {
        static Ours of(Ending ending) {
            return new Ours(ending, ending.decision());
        }

        boolean standsAlone() {
            return decision.changes()
                    && decision.after().review().isEmpty()
                    && !Consequences.follow(decision, ending.tellVtex());
        }
    }

    CreateGroups(@Qualifier("togetherJdbc") TenantJdbc jdbc, Remembered remembered, NodeId node, Clock clock) {
        this.jdbc = jdbc;
        this.payments = new PaymentRows(jdbc);
        this.writes = new PaymentWrites(jdbc, remembered);
        this.operations = new OperationRows(jdbc);
        this.exchanges = new ExchangeRows(jdbc);
        this.consequences = new Consequences(jdbc, new OperationDrafts(node, clock), clock);
        this.clock = clock;
    }

    /** Whether it is claimed for certain. */
    boolean claimed(Claim claim) {
        return claims.submit(claim).isPresent();
    }

    /** How the payment stands now; empty if it was not written with the others, or nobody knows whether. */
    Optional<Payment> concluded(Ending ending) {
        return endings.submit(ending);
    }

    /** Whether each is claimed for certain. One that has been here before keeps no other from it. */
    List<Optional<Boolean>> claim(List<Claim> all) {
        return within(all.stream().map(Claim::operation), () -> {
            var news = all.stream()
                    .collect(Collectors.toMap(Claim::name, it -> it, (one, other) -> one, LinkedHashMap::new));
            try {
                insert(news.values());
            } catch (DuplicateKeyException e) {
                news.keySet().removeAll(known(news.keySet()));
                insert(news.values());
            }
            return all.stream()
                    .map(it -> Optional.of(true).filter(yes -> news.get(it.name()) == it))
                    .toList();
        });
    }

    private void insert(Collection<Claim> all) {
        var drafts = all.stream()
                .map(it -> new PaymentRows.Fresh(it.draft(), it.fingerprint()))
                .toList();
        jdbc.inTransaction(() -> jdbc.send(
                payments.inserting(drafts),
                operations.inserting(all.stream().map(Claim::operation).toList())));
    }

    private Set<PaymentRows.Name> known(Collection<PaymentRows.Name> names) {
        return jdbc.inTransaction(() -> payments.known(List.copyOf(names)).keySet());
    }

    /** Nearly always they are all still ours, and nothing has to follow: then nobody need look before. */
    private List<Optional<Payment>> conclude(List<Ending> all) {
        return within(all.stream().map(Ending::operation), () -> {
            var ours = all.stream().map(Ours::of).toList();
            if (ours.stream().allMatch(Ours::standsAlone)) {
                try {
                    writeAtOnce(ours, clock.instant());
                    return ours.stream()
                            .map(it -> Optional.of(it.decision().after()))
                            .toList();
                } catch (DataIntegrityViolationException | PessimisticLockingFailureException e) {
                    LOG.debug("one of {} is no longer ours alone", all.size(), e);
                }
            }
            return jdbc.inTransaction(() -> written(all));
        });
    }

    /** Operations first: a server of a cluster may undo what stands before, and an operation that stays open is looked at. */
    private void writeAtOnce(List<Ours> ours, Instant now) {
        var after = after(ours);
        jdbc.inTransaction(() -> jdbc.send(
                operations.concluding(ended(ours), now),
                Sent.unlessFound(ours.size()),
                writes.changingFresh(after),
                Sent.unlessFound(ours.size()),
                exchanges.inserting(seen(ours), now)));
    }

    private List<Optional<Payment>> written(List<Ending> all) {
        var now = clock.instant();
        var free = payments.lockFresh(all.stream().map(it -> it.claimed().id()).toList());
        var ours = all.stream()
                .filter(it -> free.remove(it.claimed().id()))
                .map(Ours::of)
                .toList();
        write(ours, now);
        var ends = new IdentityHashMap<Ending, Payment>();
        ours.forEach(it -> ends.put(it.ending(), it.decision().after()));
        return all.stream().map(it -> Optional.ofNullable(ends.get(it))).toList();
    }

    private void write(List<Ours> ours, Instant now) {
        if (ours.isEmpty()) {
            return;
        }
        var changed = after(ours.stream().filter(it -> it.decision().changes()).toList());
        var found = jdbc.send(
                operations.concluding(ended(ours), now),
                writes.changing(changed),
                exchanges.inserting(seen(ours), now));
        if (found.getFirst() != ours.size()) {
            throw new IllegalStateException("one of them has been taken over by somebody else");
        }
        payments.watch(changed);
        ours.forEach(it -> TenantScope.of(it.decision().after().tenantId())
                .run(() -> consequences.of(it.decision(), it.ending().tellVtex())));
    }

    private static List<OperationRows.Ended> ended(List<Ours> ours) {
        return ours.stream()
                .map(it -> new OperationRows.Ended(
                        it.ending().operation(), it.decision().conclusion()))
                .toList();
    }

    private static List<Payment> after(List<Ours> ours) {
        return ours.stream().map(it -> it.decision().after()).toList();
    }

    private static List<ExchangeRows.Seen> seen(List<Ours> ours) {
        return ours.stream()
                .map(it -> new ExchangeRows.Seen(
                        it.ending().operation(), it.ending().seen()))
                .toList();
    }

    private static <T> T within(Stream<Operation> operations, Supplier<T> work) {
        return new TenantScope.Only(operations.map(Operation::tenantId).collect(Collectors.toSet())).call(work);
    }
}
