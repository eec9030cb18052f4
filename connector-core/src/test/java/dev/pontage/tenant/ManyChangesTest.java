package dev.pontage.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Its effect on real rows is seen where creates are concluded together. */
class ManyChangesTest {
    private static final UUID SHOP = new UUID(0, 7);

    private static TenantJdbc.Row row(int id, String status, String tid) {
        return new TenantJdbc.Row(
                SHOP, Map.of("id", new byte[] {(byte) id}, "status", status, "tid", tid, "before", "OPEN"));
    }

    private static ManyChanges change() {
        return ManyChanges.of(ScopedStatement.parse("""
                update payment set status = :status, tid = coalesce(:tid, tid)
                where id = :id and status = :before and :scope
                """));
    }

    @Test
    void what_is_the_same_for_all_stands_once_and_the_rest_is_chosen_by_the_id() {
        var sent = change().to(List.of(row(1, "DENIED", "a"), row(2, "DENIED", "b")));
        assertThat(sent.sql().strip().replaceAll("\\s+", " "))
                .isEqualTo(
                        "update payment set status = ?, tid = coalesce(case id when ? then ? when ? then ? end, tid) "
                                + "where id in (?, ?) and status = ? and tenant_id = ?");
        assertThat(sent.values())
                .containsExactly(
                        "DENIED",
                        new byte[] {1},
                        "a",
                        new byte[] {2},
                        "b",
                        new byte[] {1},
                        new byte[] {2},
                        "OPEN",
                        Ids.bytes(SHOP));
    }

    @Test
    void one_row_alone_is_changed_as_it_says() {
        var sent = change().to(List.of(row(1, "DENIED", "a")));
        assertThat(sent.sql()).doesNotContain("case");
        assertThat(sent.values()).hasSize(5);
    }

    @Test
    void a_value_that_a_row_does_not_have_is_refused() {
        var without = new TenantJdbc.Row(SHOP, Map.of("id", new byte[] {1}));
        assertThatThrownBy(() -> change().to(List.of(without))).hasMessageContaining("no value for :status");
    }
}
