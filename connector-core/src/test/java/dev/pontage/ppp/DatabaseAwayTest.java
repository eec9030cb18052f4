package dev.pontage.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.world.FaultyDatabase;
import dev.pontage.world.ScriptedPlugin;
import dev.pontage.world.Vtex;
import dev.pontage.world.World;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** Without its database a node goes on answering those whom it knows. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {World.WITHOUT_WORKER, "pontage.allow-private-network=true", "pontage.direct-cards=true"})
@DirtiesContext
class DatabaseAwayTest {
    private final String id = UUID.randomUUID().toString();
    private final ScriptedPlugin acquirer;
    private final Vtex vtex;

    @Autowired
    DatabaseAwayTest(
            @LocalServerPort int port, World.Merchants merchants, @Qualifier("scripted") ScriptedPlugin acquirer) {
        this.acquirer = acquirer;
        acquirer.reset();
        var shop = merchants.fresh("scripted");
        this.vtex = new Vtex(port, shop, merchants.connectorOf(shop));
    }

    @AfterEach
    void comesBack() {
        FaultyDatabase.away = false;
        vtex.close();
    }

    @Test
    void a_create_of_a_known_caller_is_undefined_and_nobody_is_charged() {
        create();
        var before = acquirer.authorizations.get();
        FaultyDatabase.away = true;

        var reply = vtex.create(UUID.randomUUID().toString(), "Visa", Vtex.card("4444333322221111"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("status")).isEqualTo("undefined");
        assertThat(reply.body().path("delayToCancel").asInt()).isPositive();
        assertThat(acquirer.authorizations.get()).isEqualTo(before);
    }

    @Test
    void a_change_may_be_asked_for_again() {
        create();
        FaultyDatabase.away = true;

        var reply = vtex.change(id, "settlements", "S1", "31.90");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body().path("settleId").isNull()).isTrue();
        assertThat(reply.body().path("value").asInt(-1)).isZero();
        assertThat(reply.text("code")).isEqualTo("try-again");
    }

    @Test
    void a_split_change_may_be_asked_for_again_as_well() {
        create();
        FaultyDatabase.away = true;

        var reply = vtex.split(id, "settlements", "S1", "31.90");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text("code")).isEqualTo("try-again");
    }

    @Test
    void nobody_becomes_a_caller_while_it_is_away() {
        FaultyDatabase.away = true;

        assertThat(vtex.create(id, "Visa", Vtex.card("4444333322221111")).status())
                .isEqualTo(503);
    }

    @Test
    void once_it_is_back_the_same_request_is_carried_out() {
        create();
        var other = UUID.randomUUID().toString();
        FaultyDatabase.away = true;
        vtex.create(other, "Visa", Vtex.card("4444333322221111"));
        FaultyDatabase.away = false;

        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        var status = "";
        while (!status.equals("approved") && System.nanoTime() < end) {
            status = vtex.create(other, "Visa", Vtex.card("4444333322221111")).text("status");
        }

        assertThat(status).isEqualTo("approved");
    }

    private void create() {
        assertThat(vtex.create(id, "Visa", Vtex.card("4444333322221111")).text("status"))
                .isEqualTo("approved");
    }
}
