package dev.pontage.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Keeps each tenant within its allowance, and new payments within the node's means. A changed allowance holds from the next
 * request on; requests that are inside keep their place until they leave.
 */
public class Limits {
    /** More tenants than a node serves; one that was not heard of for this long starts with a full burst again. */
    private static final int MOST = 100_000;

    private static final Duration FORGOTTEN = Duration.ofMinutes(10);
    private static final int USUAL_PLACES = 400;

    private final Cache<Key, Gate> gates =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(FORGOTTEN).build();
    private final NodePlaces node;
    private final IntSupplier nodes;
    private final Optional<Leases> leases;
    private final LongSupplier nanos;

    private record Key(UUID owner, Work work) {}

    /** A single node that keeps everything in memory. */
    public Limits() {
        this(new NodePlaces(USUAL_PLACES), () -> 1, Optional.empty());
    }

    Limits(NodePlaces node, IntSupplier nodes, Optional<Leases> leases) {
        this(node, nodes, leases, System::nanoTime);
    }

    Limits(NodePlaces node, IntSupplier nodes, Optional<Leases> leases, LongSupplier nanos) {
        this.nanos = nanos;
        this.node = node;
        this.nodes = nodes;
        this.leases = leases;
    }

    /**
     * Asks to be let in.
     *
     * @param owner a tenant, or an affiliation for webhooks
     * @param patience how long the request may wait for its turn
     */
    public Entry enter(UUID owner, Work work, Allowance allowance, Duration patience) {
        return enter(owner, work, allowance, patience, false);
    }

    /** @param test no real money moves: the first to go when the node is short */
    public Entry enter(UUID owner, Work work, Allowance allowance, Duration patience, boolean test) {
        var gate = gate(owner, work, allowance);
        return noted(gate, work, asked(gate, owner, work, patience, test));
    }

    /** Only if there is no need to wait. Who is not let in is not counted as refused: he asks again, with patience. */
    public Entry atOnce(UUID owner, Work work, Allowance allowance, boolean test) {
        var gate = gate(owner, work, allowance);
        var entry = asked(gate, owner, work, Duration.ZERO, test);
        return entry instanceof Entry.Admitted ? noted(gate, work, entry) : entry;
    }

    private Entry asked(Gate gate, UUID owner, Work work, Duration patience, boolean test) {
        var deadline = System.nanoTime() + patience.toNanos();
        try {
            return switch (gate.enter(deadline)) {
                case Entry.Admitted at ->
                    within(at, new NodePlaces.Wish(owner, work, test, gate.allowance()), deadline);
                case Entry.Refused no -> no;
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Entry.Refused(Entry.Reason.CONCURRENCY);
        }
    }

    /** How an owner stands; only kinds of work that were heard of lately. */
    public List<Usage> usage(UUID owner) {
        return Arrays.stream(Work.values())
                .flatMap(work -> Optional.ofNullable(gates.getIfPresent(new Key(owner, work)))
                        .map(it -> new Usage(work, it.allowance(), it.inUse(), it.admitted.sum(), it.refusals()))
                        .stream())
                .toList();
    }

    /** How all stand that were heard of lately. */
    public Map<UUID, List<Usage>> usage() {
        return gates.asMap().keySet().stream()
                .map(Key::owner)
                .distinct()
                .collect(Collectors.toMap(it -> it, this::usage));
    }

    /** How many nodes share the limits at the moment. */
    public int nodes() {
        return nodes.getAsInt();
    }

    /** Whether limits are exact over all nodes; otherwise each keeps its part. */
    public boolean areShared() {
        return leases.filter(Leases::isThere).isPresent();
    }

    int inUse() {
        return node.inUse();
    }

    private Entry within(Entry.Admitted at, NodePlaces.Wish wish, long deadline) throws InterruptedException {
        var in = false;
        try {
            var no = node.enter(wish, deadline - System.nanoTime());
            in = no.isEmpty();
            return no.<Entry>map(Entry.Refused::new)
                    .orElseGet(() -> new Entry.Admitted(() -> {
                        node.leave(wish.owner(), wish.work());
                        at.close();
                    }));
        } finally {
            if (!in) {
                at.close();
            }
        }
    }

    private Gate gate(UUID owner, Work work, Allowance allowance) {
        var key = new Key(owner, work);
        var among = nodes.getAsInt();
        var known = gates.getIfPresent(key);
        if (known != null && known.isFor(allowance, among)) {
            return known;
        }
        return gates.asMap()
                .compute(
                        key,
                        (it, gate) -> gate == null || !gate.isFor(allowance, among)
                                ? new Gate(allowance, among, meter(key, allowance, among))
                                : gate);
    }

    private Meter meter(Key key, Allowance allowance, int among) {
        var alone = new LocalMeter(allowance, among, nanos);
        return leases.<Meter>map(it -> new LeasedMeter(it, key.owner() + ":" + key.work(), allowance, alone))
                .orElse(alone);
    }

    private static Entry noted(Gate gate, Work work, Entry entry) {
        switch (entry) {
            case Entry.Admitted it -> gate.admitted.increment();
            case Entry.Refused(var reason) -> {
                gate.refuse(reason);
                Metrics.counter("pontage.limits.refused", "work", work.name(), "reason", reason.code())
                        .increment();
            }
        }
        return entry;
    }
}
