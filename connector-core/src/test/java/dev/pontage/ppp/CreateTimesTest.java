package dev.pontage.ppp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pontage.world.ScriptedPlugin;
import dev.pontage.world.Vtex;
import dev.pontage.world.World;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {World.WITHOUT_WORKER, "pontage.allow-private-network=true", "pontage.direct-cards=true"})
class CreateTimesTest {
    private static final String NAME = "http.server.requests";
    private static final String SETTLEMENTS = "/ppp/{connector}/payments/{paymentId}/settlements";

    private final MeterRegistry registry;
    private final Vtex vtex;

    @Autowired
    CreateTimesTest(
            @LocalServerPort int port,
            World.Merchants merchants,
            @Qualifier("scripted") ScriptedPlugin acquirer,
            MeterRegistry registry) {
        acquirer.reset();
        var shop = merchants.fresh("scripted");
        this.vtex = new Vtex(port, shop, merchants.connectorOf(shop));
        this.registry = registry;
    }

    @AfterEach
    void over() {
        vtex.close();
    }

    private long timed(String status, String outcome) {
        return registry
                .find(NAME)
                .tags("uri", PaymentEndpoint.PATH, "status", status, "outcome", outcome)
                .timers()
                .stream()
                .mapToLong(Timer::count)
                .sum();
    }

    /** A request is timed when its answer has left. */
    private void until(BooleanSupplier timed) {
        await().atMost(Duration.ofSeconds(20)).until(timed::getAsBoolean);
    }

    private boolean isTimed(String uri) {
        return !registry.find(NAME).tag("uri", uri).timers().isEmpty();
    }

    @Test
    void each_create_is_timed_once_by_its_status() {
        var before = timed("200", "SUCCESS");
        var id = UUID.randomUUID().toString();
        vtex.create(id, "Visa", Vtex.card("4444333322221111"));
        vtex.create(id, "Visa", Vtex.card("4444333322221111"));
        vtex.change(id, "settlements", "S1", "31.90");

        until(() -> isTimed(SETTLEMENTS));
        until(() -> timed("200", "SUCCESS") >= before + 2);
        assertThat(timed("200", "SUCCESS")).isEqualTo(before + 2);
    }

    @Test
    void a_create_is_described_by_the_same_words_as_any_other_request() {
        var id = UUID.randomUUID().toString();
        vtex.create(id, "Visa", Vtex.card("4444333322221111"));
        vtex.change(id, "settlements", "S1", "31.90");

        until(() -> isTimed(PaymentEndpoint.PATH) && isTimed(SETTLEMENTS));
        assertThat(registry.find(NAME).timers())
                .extracting(it -> words(it.getId()))
                .containsOnly(List.of("error", "exception", "method", "outcome", "status", "uri"));
    }

    private static List<String> words(Meter.Id id) {
        return id.getTags().stream().map(Tag::getKey).sorted().toList();
    }
}
