package dev.pontage.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pontage.world.World;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

/** Every repository, asked by one tenant with the ids of another. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
class TenantIsolationTest {
    /** Say what they were asked, and that nothing is known of it. */
    private static final Set<String> ECHOES = Set.of("Policies.of");

    /** The workers' own, which go through all tenants in turns, and the platform's trail of what staff did. */
    private static final Set<String> OF_ALL = Set.of(
            "AuditTrail.add",
            "AuditTrail.newest",
            "Claims.takeDue",
            "Claims.takeNow",
            "OperationRows.take",
            "StoredCallbackQueue.take",
            "WebhookRows.take");

    @Autowired
    private ApplicationContext context;

    @Autowired
    @Qualifier("adminJdbc")
    private TenantJdbc jdbc;

    @Autowired
    private World.Merchants merchants;

    @Test
    void every_table_with_a_tenant_is_known_to_be_one() {
        var found = jdbc.inTransaction(() -> jdbc.sql("select table_name from information_schema.columns"
                        + " where table_schema = database() and column_name = 'tenant_id'")
                .query(String.class)
                .list());

        assertThat(found).isNotEmpty().allMatch(ScopedStatement.TABLES::contains);
    }

    @Test
    void a_statement_that_forgets_the_tenant_is_refused() {
        for (var table : ScopedStatement.TABLES) {
            assertThatThrownBy(() -> ScopedStatement.parse("select * from " + table + " where id = :id"))
                    .as(table)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_statement_outside_any_scope_is_refused() {
        assertThatThrownBy(() -> jdbc.inTransaction(() -> jdbc.sql("select count(*) from affiliation where :scope")
                        .query(Integer.class)
                        .single()))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void a_row_of_another_tenant_is_not_written_together_with_ours() {
        var theirs = merchants.fresh("scripted").affiliation();
        var ours = merchants.fresh("scripted").affiliation();
        var rows = List.of(
                new TenantJdbc.Row(ours.tenantId(), Map.of("id", Ids.bytes(ours.id()))),
                new TenantJdbc.Row(theirs.tenantId(), Map.of("id", Ids.bytes(theirs.id()))));

        assertThatThrownBy(() -> TenantScope.of(ours.tenantId())
                        .call(() -> jdbc.inTransaction(() -> jdbc.send(jdbc.many(
                                "update affiliation set display_name = 'taken' where id = :id and :scope", rows)))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void no_repository_shows_or_changes_for_one_tenant_what_is_anothers() {
        var theirs = merchants.fresh("scripted").affiliation();
        var ours = merchants.fresh("scripted").affiliation();
        var bait = Bait.of(theirs, jdbc);
        var before = bait.rows(jdbc);
        var asked = new TreeSet<String>();
        var shown = new ArrayList<String>();

        for (var reader : Readers.all(context, jdbc)) {
            for (var door : doors(reader)) {
                for (var arguments : bait.arguments(door)) {
                    var answer = TenantScope.of(ours.tenantId()).call(() -> Readers.ask(reader, door, arguments));
                    asked.add(name(door));
                    if (bait.isIn(answer) && !ECHOES.contains(name(door))) {
                        shown.add(name(door) + ": " + answer);
                    }
                }
            }
        }

        assertThat(asked).hasSizeGreaterThan(75);
        assertThat(shown).isEmpty();
        assertThat(bait.rows(jdbc)).as("what they have is as it was").isEqualTo(before);
    }

    private static List<Method> doors(Object reader) {
        return Readers.doors(reader).stream()
                .filter(it -> !OF_ALL.contains(name(it)))
                .sorted(Comparator.comparing(Method::toGenericString))
                .toList();
    }

    private static String name(Method door) {
        return door.getDeclaringClass().getSimpleName() + "." + door.getName();
    }

    /** Without it the test above might ask for what nobody has. */
    @Test
    void the_same_questions_do_show_it_to_its_own_tenant() {
        var theirs = merchants.fresh("scripted").affiliation();
        var bait = Bait.of(theirs, jdbc);
        var shown = new TreeSet<String>();

        for (var reader : Readers.all(context, jdbc)) {
            for (var door : doors(reader)) {
                for (var arguments : bait.arguments(door)) {
                    var answer = TenantScope.of(theirs.tenantId()).call(() -> Readers.ask(reader, door, arguments));
                    if (bait.isIn(answer)) {
                        shown.add(name(door));
                    }
                }
            }
        }

        assertThat(shown)
                .contains(
                        "Affiliations.find",
                        "StoredPayments.find",
                        "StoredPayments.search",
                        "PaymentRows.find",
                        "OperationRows.of");
    }
}
