package dev.pontage.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final UUID BUSY = new UUID(0, 1);

    private final Turns turns = new Turns();
    private final Map<UUID, List<Due>> due = new HashMap<>();

    private record Due(UUID id, UUID tenant) {}

    @Test
    void while_there_is_room_everything_is_taken() {
        add(BUSY, 5);
        add(new UUID(0, 2), 2);

        assertThat(take(8)).hasSize(7);
    }

    @Test
    void the_one_who_has_most_leaves_room_for_the_others() {
        add(BUSY, 1_000);
        add(new UUID(0, 2), 100);
        add(new UUID(0, 3), 1);

        var taken = take(9);

        assertThat(taken).hasSize(9);
        assertThat(taken.stream().filter(it -> it.tenant().equals(BUSY))).hasSizeLessThanOrEqualTo(5);
        assertThat(taken.stream().filter(it -> it.tenant().equals(new UUID(0, 2))))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(taken).anyMatch(it -> it.tenant().equals(new UUID(0, 3)));
    }

    @Test
    void nobody_waits_longer_than_a_round_when_there_are_more_tenants_than_places() {
        add(BUSY, 1_000);
        for (var i = 2; i <= 40; i++) {
            add(new UUID(0, i), 10);
        }

        Set<UUID> served = new HashSet<>();
        for (var i = 0; i < 10; i++) {
            take(4).forEach(it -> served.add(it.tenant()));
        }

        assertThat(served).hasSize(40);
    }

    private List<Due> take(int most) {
        var taken =
                TenantScope.all().call(() -> turns.take(most, Due::id, this::oldest, () -> List.copyOf(due.keySet())));
        assertThat(taken).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(most);
        taken.forEach(it -> due.values().forEach(all -> all.remove(it)));
        due.values().removeIf(List::isEmpty);
        return taken;
    }

    /** Those of the one who has most are the oldest. */
    private List<Due> oldest(int most) {
        return due.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(it -> TenantScope.current().includes(it.getKey()))
                .flatMap(it -> it.getValue().stream())
                .limit(most)
                .toList();
    }

    private void add(UUID tenant, int some) {
        for (var i = 0; i < some; i++) {
            due.computeIfAbsent(tenant, it -> new ArrayList<>()).add(new Due(UUID.randomUUID(), tenant));
        }
    }
}
