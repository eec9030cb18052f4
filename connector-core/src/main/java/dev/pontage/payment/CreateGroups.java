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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
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
 * New payments of many callers, claimed and concluded in the same transactions: the round trips and commits cost more than
 * the rows. Whatever cannot be written with the others, because somebody else works on it or because one of them is wrong, is
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
    private final Together<Half, Payment> halves = Together.writing(WRITERS, this::write);

    /** What is written of a create: its claim, or its end. Those of different payments go together. */
    sealed interface Half {
        Operation operation();
    }

    /** A create that is about to begin. */
    record Claim(Payment draft, String fingerprint, Operation operation) implements Half {
        PaymentRows.Name name() {
            return PaymentRows.Name.of(draft);
        }

        Entry.Fresh fresh() {
            return Entry.Fresh.first(draft, operation);
        }
    }

    /**
     * A create that was carried out.
     *
     * @param begun the payment as it was when the call began, and its operation
     * @param outcome what it means and from when, asked while the payment is locked
     * @param decide applies that to the payment; undone with the rest if the operation is no longer ours
     */
    record Ending(
            Entry.Fresh begun,
            BiFunction<Payment, Instant, Conclusion> outcome,
            BiFunction<Payment, Conclusion, Decision> decide,
            List<Exchange> seen,
            boolean tellVtex)
            implements Half {
        Payment claimed() {
            return begun.payment();
        }

        @Override
        public Operation operation() {
            return begun.operation();
        }

        Decision decision(Instant now) {
            return decide.apply(claimed(), outcome.apply(claimed(), now));
        }
    }

    private record Ours(Ending ending, Decision decision) {
        static Ours of(Ending ending, Instant now) {
            return new Ours(ending, ending.decision(now));
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
        return halves.submit(claim).isPresent();
    }

    /** How the payment stands now; empty if it was not written with the others, or nobody knows whether. */
    Optional<Payment> concluded(Ending ending) {
        return halves.submit(ending);
    }

    /** How each payment stands; empty where one has been here before or is not ours, which keeps no other from it. */
    List<Optional<Payment>> write(List<Half> all) {
        return within(all, () -> {
            var news = new LinkedHashMap<PaymentRows.Name, Claim>();
            of(Claim.class, all).forEach(it -> news.putIfAbsent(it.name(), it));
            var ours = ours(of(Ending.class, all), clock.instant());
            var done = new IdentityHashMap<Half, Payment>();
            if (writtenAtOnce(news, ours.stream().filter(Ours::standsAlone).toList(), done)) {
                conclude(ours.stream().filter(it -> !it.standsAlone()).map(Ours::ending), done);
            } else {
                conclude(ours.stream().map(Ours::ending), done);
                writeAtOnce(news.values(), List.of(), done);
            }
            return all.stream().map(it -> Optional.ofNullable(done.get(it))).toList();
        });
    }

    private static <T extends Half> Stream<T> of(Class<T> kind, List<Half> all) {
        return all.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Nearly always they are all new or still ours, and nothing has to follow: then nobody need look before. */
    private boolean writtenAtOnce(Map<PaymentRows.Name, Claim> news, List<Ours> ours, Map<Half, Payment> done) {
        try {
            try {
                writeAtOnce(news.values(), ours, done);
            } catch (DuplicateKeyException e) {
                news.keySet().removeAll(known(news.keySet()));
                writeAtOnce(news.values(), ours, done);
            }
            return true;
        } catch (DataIntegrityViolationException | PessimisticLockingFailureException e) {
            LOG.debug("one of {} is no longer ours alone", ours.size(), e);
            return false;
        }
    }

    private Set<PaymentRows.Name> known(Collection<PaymentRows.Name> names) {
        return names.isEmpty()
                ? Set.of()
                : jdbc.inTransaction(() -> payments.known(List.copyOf(names)).keySet());
    }

    /**
     * In an order in which what is missing shows, since a server of a cluster may undo what stands before: an operation needs
     * its payment. Only an end of an operation may be undone alone, and one that stays open is looked at.
     */
    private void writeAtOnce(Collection<Claim> news, List<Ours> ours, Map<Half, Payment> done) {
        if (news.isEmpty() && ours.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var drafts = news.stream()
                .map(it -> new PaymentRows.Fresh(it.draft(), it.fingerprint()))
                .toList();
        jdbc.inTransaction(() -> jdbc.send(
                operations.concluding(ended(ours), now),
                Sent.unlessFound(ours.size()),
                exchanges.inserting(seen(ours), now),
                payments.inserting(drafts),
                writes.changingFresh(ours.stream().map(Ours::decision).toList()),
                Sent.unlessFound(ours.size()),
                operations.inserting(news.stream().map(Claim::operation).toList())));
        news.forEach(it -> done.put(it, it.draft()));
        ours.forEach(it -> done.put(it.ending(), it.decision().after()));
    }

    private void conclude(Stream<Ending> endings, Map<Half, Payment> done) {
        var all = endings.toList();
        if (!all.isEmpty()) {
            jdbc.transact(() -> conclude(all, done));
        }
    }

    private void conclude(List<Ending> all, Map<Half, Payment> done) {
        var free = payments.lockFresh(all.stream().map(it -> it.claimed().id()).toList());
        var now = clock.instant();
        var ours = ours(all.stream().filter(it -> free.remove(it.claimed().id())), now);
        if (!ours.isEmpty()) {
            write(ours, now);
            ours.forEach(it -> done.put(it.ending(), it.decision().after()));
        }
    }

    private void write(List<Ours> ours, Instant now) {
        var changed = ours.stream()
                .map(Ours::decision)
                .filter(Decision::changes)
                .map(Decision::after)
                .toList();
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

    /** All from the same time: what is the same for all is written once. */
    private static List<Ours> ours(Stream<Ending> endings, Instant now) {
        return endings.map(it -> Ours.of(it, now)).toList();
    }

    private static List<OperationRows.Ended> ended(List<Ours> ours) {
        return ours.stream()
                .map(it -> new OperationRows.Ended(
                        it.ending().operation(), it.decision().conclusion()))
                .toList();
    }

    private static List<ExchangeRows.Seen> seen(List<Ours> ours) {
        return ours.stream()
                .map(it -> new ExchangeRows.Seen(
                        it.ending().operation(), it.ending().seen()))
                .toList();
    }

    private static <T> T within(List<Half> all, Supplier<T> work) {
        var tenants = all.stream().map(it -> it.operation().tenantId()).collect(Collectors.toSet());
        return new TenantScope.Only(tenants).call(work);
    }
}
