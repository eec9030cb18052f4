package dev.pontage.acquirer;

import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.Plugins;
import dev.pontage.remote.Breaker;
import dev.pontage.remote.Breakers;
import dev.pontage.remote.FairPlaces;
import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerException.Effect;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookRequest;
import dev.pontage.spi.settings.SettingsSchema;
import dev.pontage.transport.Call;
import dev.pontage.transport.CardData;
import dev.pontage.transport.HttpTransport;
import io.micrometer.core.instrument.Metrics;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The only place from which plugin code is called. Whatever a plugin does, what comes out of here is an answer. */
@Component
final class GuardedAcquirers implements Acquirers {
    /** Somebody sits before the button and waits. */
    private static final Duration FOR_A_CHECK = Duration.ofSeconds(15);

    private static final String KEPT_FAILING = "the acquirer kept failing: no calls for some seconds";
    private static final String BUSY = "as many calls as may be are under way to this acquirer";

    private final Plugins plugins;
    private final Breakers breakers;
    private final OpenLines lines;
    private final PluginThreads threads;
    private final Conduct conduct = new Conduct(System::nanoTime);
    private final ConcurrentHashMap<String, FairPlaces> places = new ConcurrentHashMap<>();
    private final int concurrency;

    GuardedAcquirers(
            Plugins plugins,
            Breakers breakers,
            HttpTransport http,
            Clock clock,
            @Value("${pontage.plugin-concurrency:128}") int concurrency) {
        this.plugins = plugins;
        this.breakers = breakers;
        this.lines = new OpenLines(plugins, new Road(http), clock);
        this.threads = new PluginThreads(concurrency);
        this.concurrency = concurrency;
        plugins.whenRetired(conduct::forget);
        Metrics.gauge("pontage.breakers.open", breakers, it -> it.notClosed().size());
    }

    @Override
    public Optional<PluginDescriptor> descriptor(Line line) {
        return loaded(line).map(LoadedPlugin::descriptor);
    }

    @Override
    public <T> Answer<T> ask(
            Line line,
            Optional<CardData> card,
            Optional<URI> secureProxy,
            Duration budget,
            Function<Acquirer, T> verb) {
        var breaker = breaker(line);
        if (!breaker.enter()) {
            return new Answer.Refused<>(KEPT_FAILING);
        }
        Answer<T> answer;
        try {
            answer = visit(line, new Visit.Wish<>(card, secureProxy, budget, true, it -> verb.apply(it.acquirer())));
        } catch (RuntimeException e) {
            breaker.saysNothing();
            throw e;
        }
        tell(breaker, answer);
        count(line, answer);
        return answer;
    }

    @Override
    public Optional<String> closed(Line line) {
        var found = loaded(line);
        if (found.isEmpty()) {
            return Optional.of(notInstalled(line));
        }
        var loaded = found.get();
        if (loaded.state() == LoadedPlugin.State.QUARANTINED) {
            return Optional.of(shutOut(loaded));
        }
        if (places(loaded).isFullFor(line.affiliationId().toString())) {
            return Optional.of(BUSY);
        }
        return breaker(line).wouldStop() ? Optional.of(KEPT_FAILING) : Optional.empty();
    }

    @Override
    public Optional<Shut> shut(Line line) {
        var found = loaded(line);
        if (found.isEmpty()) {
            return Optional.of(Shut.NOT_INSTALLED);
        }
        if (found.get().state() == LoadedPlugin.State.QUARANTINED) {
            return Optional.of(Shut.QUARANTINED);
        }
        try {
            lines.enter(line, found.get()).ifPresent(OpenLine::leave);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(Shut.SEALED);
        }
    }

    private Breaker breaker(Line line) {
        return breakers.of(line.affiliationId() + " " + line.pluginId());
    }

    private FairPlaces places(LoadedPlugin loaded) {
        return places.computeIfAbsent(loaded.id(), it -> new FairPlaces(concurrency));
    }

    private static String notInstalled(Line line) {
        return "the plugin " + line.pluginId() + " is not installed";
    }

    private static String shutOut(LoadedPlugin loaded) {
        return loaded.problem().orElse("the plugin is in quarantine");
    }

    @Override
    public Answer<WebhookEvent.Verdict> receive(Line line, WebhookRequest request, Duration within) {
        return visit(
                line,
                new Visit.Wish<>(
                        Optional.empty(),
                        Optional.empty(),
                        within,
                        false,
                        it -> it.acquirer().receive(request)));
    }

    @Override
    public Answer<List<SettingsSchema.Problem>> check(Line line) {
        return visit(
                line,
                new Visit.Wish<>(
                        Optional.empty(),
                        Optional.empty(),
                        FOR_A_CHECK,
                        true,
                        it -> List.copyOf(it.loaded().plugin().check(it.settings(), it.context()))));
    }

    private <T> Answer<T> visit(Line line, Visit.Wish<T> wish) {
        var found = loaded(line);
        if (found.isEmpty()) {
            return new Answer.Refused<>(notInstalled(line));
        }
        var loaded = found.get();
        conduct.countLost(loaded);
        if (loaded.state() == LoadedPlugin.State.QUARANTINED) {
            return new Answer.Refused<>(shutOut(loaded));
        }
        Optional<OpenLine> open;
        try {
            // A plugin that was replaced between the two lines is looked up once more.
            open = lines.enter(line, loaded).or(() -> loaded(line).flatMap(it -> lines.enter(line, it)));
        } catch (RuntimeException e) {
            // Without its settings nothing has left; what the message says may be a part of them.
            return new Answer.Refused<>(
                    "the settings cannot be opened (" + e.getClass().getSimpleName() + ")");
        }
        return open.isEmpty()
                ? new Answer.Refused<>("the plugin " + line.pluginId() + " is being replaced")
                : run(line, open.get(), wish);
    }

    /** The version asked for; if it is gone, the newest, since money that was taken must still be given back. */
    private Optional<LoadedPlugin> loaded(Line line) {
        return plugins.find(line.pluginId(), line.pinnedVersion()).or(() -> plugins.find(line.pluginId()));
    }

    /** An affiliation whose acquirer hangs never gets the plugin's last threads. */
    private <T> Answer<T> run(Line line, OpenLine open, Visit.Wish<T> wish) {
        var place = places(open.loaded()).enter(line.affiliationId().toString());
        if (place.isEmpty()) {
            open.leave();
            return new Answer.Refused<>(BUSY);
        }
        var call = new Call(open.hosts(), wish.card(), wish.secureProxy(), open.identity(), wish.budget());
        var visit = new Visit<>(open, call, wish, conduct, place.get());
        if (threads.start(open.loaded().id(), visit.task()).isEmpty()) {
            open.leave();
            place.get().run();
            return new Answer.Refused<>("the plugin " + open.loaded().id() + " is busy with as many calls as it may");
        }
        try {
            return visit.await(wish.budget());
        } catch (TimeoutException e) {
            return abandon(visit, "no answer within " + wish.budget().toMillis() + " ms");
        } catch (InterruptedException e) {
            var answer = abandon(visit, "the process stopped waiting for the answer");
            Thread.currentThread().interrupt();
            return answer;
        } catch (ExecutionException e) {
            return visit.brokenDown(Effect.UNKNOWN, "the plugin's thread failed");
        }
    }

    private <T> Answer<T> abandon(Visit<T> visit, String reason) {
        visit.abandon();
        return visit.brokenDown(Effect.UNKNOWN, reason);
    }

    private static void count(Line line, Answer<?> answer) {
        var came = switch (answer) {
            case Answer.Answered<?> it -> "answered";
            case Answer.BrokenDown<?> it -> it.effect() == Effect.NONE ? "not-applied" : "in-doubt";
            case Answer.Refused<?> it -> "refused";
        };
        Metrics.counter("pontage.acquirer.calls", "plugin", line.pluginId(), "came", came)
                .increment();
    }

    /** Refused credentials and an acquirer's own limits are no reason to stop calling it. */
    private static void tell(Breaker breaker, Answer<?> answer) {
        switch (answer) {
            case Answer.Answered<?> it -> breaker.answered(it.took());
            case Answer.BrokenDown<?> it
            when it.credentials() || it.retryAfter().isPresent() -> breaker.saysNothing();
            case Answer.BrokenDown<?> it -> breaker.failed(it.took());
            case Answer.Refused<?> it -> breaker.saysNothing();
        }
    }
}
