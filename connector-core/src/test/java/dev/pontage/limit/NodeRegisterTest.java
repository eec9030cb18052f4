package dev.pontage.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.tenant.TenantJdbc;
import dev.pontage.world.SettableClock;
import dev.pontage.world.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;

/** Nodes that live share the limits; tried on a real database, by a clock of its own. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
class NodeRegisterTest {
    /** Years after the clock of any other test, whose nodes are long gone by then. */
    private final SettableClock clock = new SettableClock();

    @Autowired
    @Qualifier("backgroundJdbc")
    private TenantJdbc jdbc;

    @Test
    void nodes_that_live_are_counted_until_they_stop_or_are_silent() {
        clock.advance(Duration.ofDays(10_000));
        var one = register();
        var two = register();
        one.look();
        two.look();
        one.look();
        assertThat(one.live()).isEqualTo(2);
        assertThat(two.live()).isEqualTo(2);

        two.close();
        one.look();
        assertThat(one.live()).isEqualTo(1);

        var three = register();
        three.look();
        clock.advance(Duration.ofSeconds(20));
        one.look();
        assertThat(one.live()).isEqualTo(1);
        one.close();
        three.close();
    }

    @Test
    void a_node_counts_for_what_it_does() {
        clock.advance(Duration.ofDays(11_000));
        try (var one = register();
                var worker = new NodeRegister(jdbc, clock, "worker", "");
                var gateway = new NodeRegister(jdbc, clock, "gateway,admin", "")) {
            worker.look();
            gateway.look();
            one.look();

            assertThat(one.live()).isEqualTo(2);
            assertThat(one.workers()).isEqualTo(2);
        }
    }

    private NodeRegister register() {
        return new NodeRegister(jdbc, clock, "gateway,worker", "");
    }
}
