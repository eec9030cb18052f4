package dev.pontage.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.world.World;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

/** Several statements that leave as one text do what they would do one after the other. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
class SentTest {
    private static final String RENAME =
            "update affiliation set display_name = :name where id = :id and display_name <> :name and :scope";
    private static final String POLICY = """
            insert into method_policy (affiliation_id, tenant_id, name, enabled) values (:id, :tenant, :name, true)
            """;

    @Autowired
    @Qualifier("togetherJdbc")
    private TenantJdbc jdbc;

    @Autowired
    @Qualifier("paymentsJdbc")
    private TenantJdbc payments;

    @Autowired
    private World.Merchants merchants;

    @Test
    void each_says_how_many_rows_it_found() {
        var one = merchants.fresh("scripted").affiliation();
        var other = merchants.fresh("scripted").affiliation();

        var found = within(one, other)
                .call(() -> jdbc.inTransaction(() -> jdbc.send(
                        jdbc.many(RENAME, List.of(row(one, "new; name"), row(other, one.displayName()))),
                        jdbc.many(POLICY, List.of()),
                        jdbc.many(POLICY, List.of(row(one, "Visa"), row(one, "Pix"), row(other, "Visa"))),
                        jdbc.many(RENAME, List.of(row(one, "new; name"))))));

        assertThat(found).containsExactly(1, 3, 0);
        assertThat(name(jdbc, one)).isEqualTo("new; name");
    }

    /** None of them is read as a part of the text, in whatever mode the server is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "?",
                "it's ?",
                "'; drop table payment; -- ",
                "\\' or 1 = 1",
                "\"",
                "\n\0",
                "São Paulo 🌉",
                "",
                " "
            })
    void a_value_arrives_as_it_is(String name) {
        var one = merchants.fresh("scripted").affiliation();
        var other = merchants.fresh("scripted").affiliation();

        for (var mode : List.of("", "NO_BACKSLASH_ESCAPES,ANSI_QUOTES")) {
            within(one, other)
                    .run(() -> jdbc.transact(() -> {
                        jdbc.sql("set session sql_mode = :mode")
                                .param("mode", mode)
                                .update();
                        jdbc.send(
                                jdbc.many(RENAME, List.of(row(one, "before"), row(other, "before"))),
                                jdbc.many(RENAME, List.of(row(one, name), row(other, "beside it"))));
                        jdbc.sql("set session sql_mode = default").update();
                    }));

            assertThat(name(jdbc, one)).isEqualTo(name);
            assertThat(name(jdbc, other)).isEqualTo("beside it");
        }
    }

    @Test
    void what_a_later_one_breaks_at_undoes_those_before_it() {
        var shop = merchants.fresh("scripted").affiliation();

        assertThatThrownBy(() -> within(shop)
                        .run(() -> jdbc.transact(() -> jdbc.send(
                                jdbc.many(RENAME, List.of(row(shop, "new"))),
                                jdbc.many(POLICY, List.of(row(shop, "Visa"), row(shop, "Visa"))),
                                jdbc.many(RENAME, List.of(row(shop, "newer")))))))
                .isInstanceOf(DuplicateKeyException.class);

        assertThat(name(jdbc, shop)).isEqualTo(shop.displayName());
    }

    @Test
    void of_a_text_that_finds_another_number_of_rows_nothing_is_left() {
        var shop = merchants.fresh("scripted").affiliation();

        assertThatThrownBy(() -> within(shop)
                        .run(() -> jdbc.inTransaction(() -> jdbc.send(
                                jdbc.many(RENAME, List.of(row(shop, "new"))),
                                jdbc.many(RENAME, List.of(row(shop, "new"))),
                                Sent.unlessFound(1),
                                jdbc.many(POLICY, List.of(row(shop, "Visa")))))))
                .isInstanceOf(DataIntegrityViolationException.class);

        assertThat(name(jdbc, shop)).isEqualTo(shop.displayName());
        assertThat(name(payments, shop)).isEqualTo(shop.displayName());
    }

    private static TenantScope within(Affiliation... shops) {
        return new TenantScope.Only(Stream.of(shops).map(Affiliation::tenantId).collect(Collectors.toSet()));
    }

    private static TenantJdbc.Row row(Affiliation shop, String name) {
        return new TenantJdbc.Row(shop.tenantId(), Map.of("id", Ids.bytes(shop.id()), "name", name));
    }

    private static String name(TenantJdbc jdbc, Affiliation shop) {
        return within(shop)
                .call(() -> jdbc.inTransaction(
                        () -> jdbc.sql("select display_name from affiliation where id = :id and :scope")
                                .param("id", Ids.bytes(shop.id()))
                                .query(String.class)
                                .single()));
    }
}
