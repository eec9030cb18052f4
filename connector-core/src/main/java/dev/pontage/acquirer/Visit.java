package dev.pontage.acquirer;

import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.AcquirerException.Effect;
import dev.pontage.transport.Call;
import dev.pontage.transport.CardData;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call into a plugin, on a thread of the plugin. Nothing that the plugin throws leaves it: a kept exception would
 * keep the plugin's class loader.
 */
final class Visit<T> {

    /** What is wanted of the plugin, and on what terms. */
    record Wish<T>(
            Optional<CardData> card,
            Optional<URI> secureProxy,
            Duration budget,
            Function<OpenLine, @Nullable T> work) {}

    private enum State {
        UNDER_WAY,
        RETURNED,
        ABANDONED
    }

    private final OpenLine open;
    private final Call call;
    private final Wish<T> wish;
    private final Consumer<LoadedPlugin> cameBackLate;
    private final long began = System.nanoTime();
    private final AtomicReference<State> state = new AtomicReference<>(State.UNDER_WAY);
    private final FutureTask<Answer<T>> task = new FutureTask<>(this::answer);

    Visit(OpenLine open, Call call, Wish<T> wish, Consumer<LoadedPlugin> cameBackLate) {
        this.open = open;
        this.call = call;
        this.wish = wish;
        this.cameBackLate = cameBackLate;
    }

    FutureTask<Answer<T>> task() {
        return task;
    }

    LoadedPlugin loaded() {
        return open.loaded();
    }

    /** Gives up waiting: nothing leaves any more. Whether its thread is still away. */
    boolean abandon() {
        call.end();
        var away = state.compareAndSet(State.UNDER_WAY, State.ABANDONED);
        task.cancel(true);
        return away;
    }

    Answer<T> brokenDown(Effect effect, String reason) {
        return new Answer.BrokenDown<>(effect, reason, false, Optional.empty(), call.exchanges(), took());
    }

    private Answer<T> answer() {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(open.loaded().plugin().getClass().getClassLoader());
        try {
            return ScopedValue.where(LentContext.CALL, call).call(this::answerWithinCall);
        } finally {
            thread.setContextClassLoader(before);
            call.end();
            open.leave();
            if (!state.compareAndSet(State.UNDER_WAY, State.RETURNED)) {
                cameBackLate.accept(open.loaded());
            }
        }
    }

    private Answer<T> answerWithinCall() {
        try {
            open.acquirer();
        } catch (Throwable e) {
            return brokenDown(Effect.NONE, "the plugin could not open the line (" + name(e) + ")");
        }
        try {
            var value = wish.work().apply(open);
            var problem = Wholeness.problem(value);
            return value == null || problem.isPresent()
                    ? brokenDown(Effect.UNKNOWN, problem.orElse("the plugin answered nothing"))
                    : new Answer.Answered<>(value, call.exchanges(), took());
        } catch (AcquirerException e) {
            return new Answer.BrokenDown<>(
                    e.effect(),
                    Harmless.text(e.getMessage()),
                    e.isAboutCredentials(),
                    e.retryAfter(),
                    call.exchanges(),
                    took());
        } catch (Throwable e) {
            return brokenDown(Effect.UNKNOWN, "the plugin failed (" + name(e) + ")");
        }
    }

    /** The message may hold anything; the name of its type does not. */
    private static String name(Throwable e) {
        return e.getClass().getSimpleName();
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
