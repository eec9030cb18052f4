package dev.pontage.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Tenant;
import dev.pontage.affiliation.Tenants;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import dev.pontage.world.ScriptedPlugin;
import dev.pontage.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/**
 * A storm of creates against an acquirer that is dead, hangs or answers garbage, through the edge, the engine and the database.
 * The short form; {@code ./pontage bench storm} sends a million and prints the table.
 */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class StormTest {
    private static final int CREATES = Integer.getInteger("pontage.storm.creates", 1_500);
    private static final int AT_ONCE = 64;
    private static final Path TABLE = Path.of("target", "storm.txt");
    private static final Duration VTEX_WAITS = Duration.ofSeconds(20);

    private final MockMvc mvc;
    private final ScriptedPlugin acquirer;
    private final World.Merchants merchants;
    private final TenantJdbc jdbc;
    private final Tenants tenants;
    private final List<Affiliation> shops = new ArrayList<>();
    private final CountDownLatch letGo = new CountDownLatch(1);

    @Autowired
    StormTest(
            PaymentEndpoint endpoint,
            Directory directory,
            @Qualifier("scripted") ScriptedPlugin acquirer,
            @Qualifier("backgroundJdbc") TenantJdbc jdbc,
            Tenants tenants,
            World.Merchants merchants) {
        this.tenants = tenants;
        this.mvc = MockMvcBuilders.standaloneSetup(endpoint)
                .addFilters(new CallerFilter(directory, false))
                .build();
        this.acquirer = acquirer;
        this.jdbc = jdbc;
        this.merchants = merchants;
    }

    /** What came of a storm. */
    private record Weather(String acquirer, int creates, int errors, int late, long slowestMillis, double seconds) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-8s %10d %12d %12d %14d %12.0f",
                    acquirer,
                    creates,
                    errors,
                    late,
                    slowestMillis,
                    creates / seconds);
        }
    }

    @AfterEach
    void leaveNothingForOtherTests() {
        letGo.countDown();
        acquirer.reset();
        for (var shop : shops) {
            TenantScope.of(shop.tenantId())
                    .run(() -> jdbc.transact(() -> jdbc.sql("update operation set due_at = null where :scope")
                            .update()));
        }
    }

    @Test
    void no_create_is_answered_by_an_error_or_too_late() throws Exception {
        var all = List.of(
                storm("dead", it -> {
                    throw AcquirerException.notApplied("connection refused");
                }),
                storm("garbage", it -> {
                    throw AcquirerException.inDoubt("the answer could not be read");
                }),
                storm("hung", this::hang));
        print(all);

        assertThat(all).allSatisfy(it -> {
            assertThat(it.errors()).as(it.acquirer()).isZero();
            assertThat(it.late()).as(it.acquirer()).isZero();
        });
    }

    private Authorization.Outcome hang(Authorization authorization) {
        try {
            letGo.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw AcquirerException.inDoubt("it hung");
    }

    private Weather storm(String name, Function<Authorization, Authorization.Outcome> manner) throws Exception {
        acquirer.authorize = manner;
        var shop = merchants.fresh("scripted");
        shops.add(shop.affiliation());
        // the storm is to reach the acquirer, not the limiter
        TenantScope.all()
                .run(() -> tenants.limit(shop.affiliation().tenant(), new Tenant.Limits(1_000_000, 1_000_000, 1_000)));
        var errors = new AtomicInteger();
        var late = new AtomicInteger();
        var slowest = new AtomicLong();
        var began = System.nanoTime();
        var places = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> answers = new ArrayList<>();
            for (var i = 0; i < CREATES; i++) {
                places.acquire();
                var key = name + "-" + i;
                answers.add(threads.submit(() -> {
                    try {
                        var since = System.nanoTime();
                        var status = create(merchants.connectorOf(shop), shop.credential(), key);
                        var took = System.nanoTime() - since;
                        slowest.accumulateAndGet(took, Math::max);
                        errors.addAndGet(status >= 500 ? 1 : 0);
                        late.addAndGet(took > VTEX_WAITS.toNanos() ? 1 : 0);
                        return status;
                    } finally {
                        places.release();
                    }
                }));
                if (answers.size() >= AT_ONCE * 16) {
                    settle(answers);
                }
            }
            settle(answers);
        }
        return new Weather(
                name, CREATES, errors.get(), late.get(), slowest.get() / 1_000_000, (System.nanoTime() - began) / 1e9);
    }

    /** One that failed altogether fails the test. */
    private static void settle(List<Future<?>> answers) throws InterruptedException, ExecutionException {
        for (var it : answers) {
            it.get();
        }
        answers.clear();
    }

    /** As the test suite asks, which wants its answer in five seconds: then nobody need wait for eighteen. */
    private int create(String connector, Affiliation.Credential credential, String key) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.post("/ppp/" + connector + "/payments")
                        .contentType("application/json")
                        .header("X-VTEX-API-AppKey", credential.appKey())
                        .header("X-VTEX-API-AppToken", credential.appToken())
                        .header("X-VTEX-API-Is-TestSuite", "true")
                        .content("{\"paymentId\":\"" + key
                                + "\",\"paymentMethod\":\"Visa\",\"value\":10,\"currency\":\"BRL\"}"))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private static void print(List<Weather> all) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "%-8s %10s %12s %12s %14s %12s",
                "acquirer",
                "creates",
                "errors >=500",
                "over 20 s",
                "slowest ms",
                "a second"));
        all.forEach(it -> lines.add(it.toString()));
        Files.createDirectories(Path.of("target"));
        Files.write(TABLE, lines);
    }
}
