package dev.pontage.limit;

import dev.pontage.tenant.TenantJdbc;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whether limits are kept by one node, by each its part, or together in a Redis. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {
    @Bean(destroyMethod = "close")
    @DependsOnDatabaseInitialization
    NodeRegister nodeRegister(
            @Qualifier("backgroundJdbc") TenantJdbc jdbc,
            Clock clock,
            NodeId node,
            @Value("${pontage.roles:gateway,admin,worker}") String roles) {
        var register = new NodeRegister(jdbc, clock, System::nanoTime, node.id(), roles);
        register.join(LimitConfiguration::pause);
        return register;
    }

    /** All of it: who begins too early may be answered otherwise by the other node. */
    private static void pause(Duration time) {
        var until = System.nanoTime() + time.toNanos();
        for (var left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("this node was stopped before it had begun");
            }
            LockSupport.parkNanos(left);
        }
    }

    @Bean
    Alone alone(NodeRegister register) {
        return register::aloneSince;
    }

    @Bean
    Workers workers(NodeRegister register) {
        return register::workers;
    }

    @Bean(destroyMethod = "close")
    SharedStore sharedStore(@Value("${spring.data.redis.url:}") String url) {
        return new SharedStore(url.isBlank() ? Optional.empty() : Optional.of(new RedisLeases(url)));
    }

    /** @param places how much this node does at once; the default fits two cores */
    @Bean
    Limits limits(NodeRegister register, SharedStore store, @Value("${pontage.node-concurrency:400}") int places) {
        var limits = new Limits(
                new NodePlaces(places), register::live, store.leases().map(it -> it));
        Metrics.gauge("pontage.node.requests", limits, Limits::inUse);
        Metrics.gauge("pontage.nodes.live", limits, Limits::nodes);
        Metrics.gauge("pontage.limits.shared", limits, it -> it.areShared() ? 1 : 0);
        return limits;
    }

    /** The Redis of {@code SPRING_DATA_REDIS_URL}, if there is one. */
    record SharedStore(Optional<RedisLeases> leases) implements AutoCloseable {
        @Override
        public void close() {
            leases.ifPresent(RedisLeases::close);
        }
    }
}
