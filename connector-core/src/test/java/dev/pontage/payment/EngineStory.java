package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.limit.Alone;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.tenant.TenantScope;
import dev.pontage.world.ScriptedPlugin;
import dev.pontage.world.SettableClock;
import dev.pontage.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import org.springframework.test.context.TestConstructor;

/** One payment of one merchant, on a real database, with a still clock and an acquirer that does as it is told. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
@Import(EngineStory.Memory.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class EngineStory {
    static final Duration LONG = Duration.ofSeconds(30);

    final PaymentEngine engine;
    final AcquirerNews news;
    final Journal journal;
    final Claims claims;
    final Payments payments;
    final Reviews reviews;
    final InFlight inFlight;
    final CallbackQueue callbacks;
    final Keeping keeping;
    final ScriptedPlugin acquirer;
    final ScriptedPlugin mute;
    final SettableClock clock;
    final World.Merchants merchants;
    final String key = UUID.randomUUID().toString();
    Affiliation shop;
    private final DoubtResolver resolver;

    EngineStory(Parts parts) {
        engine = parts.engine();
        news = parts.news();
        journal = parts.journal();
        claims = parts.claims();
        payments = parts.payments();
        reviews = parts.reviews();
        resolver = parts.resolver();
        inFlight = parts.inFlight();
        callbacks = parts.callbacks();
        keeping = parts.keeping();
        acquirer = parts.acquirer();
        mute = parts.mute();
        clock = parts.clock();
        merchants = parts.merchants();
        shop = merchants.fresh("scripted").affiliation();
    }

    @Component
    record Parts(
            PaymentEngine engine,
            AcquirerNews news,
            Journal journal,
            Claims claims,
            Payments payments,
            Reviews reviews,
            DoubtResolver resolver,
            InFlight inFlight,
            CallbackQueue callbacks,
            Keeping keeping,
            @Qualifier("scripted") ScriptedPlugin acquirer,
            @Qualifier("mute") ScriptedPlugin mute,
            SettableClock clock,
            World.Merchants merchants) {}

    /** The story's payments are nobody else's: whatever is remembered of them is put to the test at once. */
    @TestConfiguration
    static class Memory {
        @Bean
        @Primary
        Remembered rememberedAtOnce() {
            return remembering(() -> OptionalLong.of(0));
        }
    }

    /** Whose node began long ago, and whose database has one server. */
    static Remembered remembering(Alone alone) {
        var begun = new AtomicBoolean();
        return new Remembered(
                alone,
                Duration.ZERO,
                () -> begun.getAndSet(true)
                        ? System.nanoTime()
                        : System.nanoTime() - Duration.ofHours(1).toNanos());
    }

    @BeforeEach
    void begin_with_an_acquirer_that_approves() {
        acquirer.reset();
        mute.reset();
    }

    <T> T in(Supplier<T> work) {
        return TenantScope.of(shop.tenantId()).call(work);
    }

    Payment authorize(NewPayment command) {
        return in(() -> engine.authorize(shop, command, LONG));
    }

    ChangeAnswer change(ChangeRequest request) {
        return in(() -> engine.change(shop, request, LONG));
    }

    Payment current() {
        return in(() -> journal.find(shop.tenantId(), shop.connectorId(), key)).orElseThrow();
    }

    /** What the acquirer tells by itself. */
    AcquirerNews.Effect hear(String reference, WebhookEvent.News told) {
        var event = new WebhookEvent(UUID.randomUUID().toString(), new WebhookEvent.Subject(reference), told);
        return in(() -> news.apply(shop, event));
    }

    /** A person has looked, and closes whichever reason stands there. */
    void reviewed() {
        assertThat(in(() -> reviews.close(current(), new Reviews.Word(Optional.empty(), "ana", "seen"))))
                .isPresent();
    }

    static WebhookEvent.Authorized paid() {
        return new WebhookEvent.Authorized(
                Authorization.Approved.of(Identifiers.of("auth-late", "tid-late", "nsu-late")));
    }

    static Change.Outcome no() {
        return new Change.Refused(new Decline("51", "no", Decline.Kind.SOFT));
    }

    /** A code that nobody has paid yet. */
    Payment pendingPix() {
        acquirer.authorize =
                it -> Authorization.Pending.show(Identifiers.tid("pix-" + key), new NextStep.ShowCode("0002"));
        return authorize(Orders.pix(key, 500));
    }

    /** What the worker does whenever something is due. */
    void resolveWhatIsDue() {
        in(() -> claims.takeDue(100))
                .forEach(it -> TenantScope.of(shop.tenantId()).run(() -> resolver.resolve(it)));
    }

    List<String> dueCallbacks() {
        return callbacks.take(10_000).stream()
                .map(it -> it.payment())
                .filter(it -> it.tenantId().equals(shop.tenantId()))
                .map(Payment::key)
                .toList();
    }

    /** A call whose outcome has been written, however long that takes on a busy machine. */
    static void conclude(List<InFlight.Call> calls) {
        calls.forEach(it -> it.await(LONG));
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
