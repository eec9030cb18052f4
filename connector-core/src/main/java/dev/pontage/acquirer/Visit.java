package dev.pontage.acquirer;

import dev.pontage.plugin.Wholeness;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.AcquirerException.Effect;
import dev.pontage.transport.Call;
import dev.pontage.transport.CardData;
import dev.pontage.work.SharedAlarm;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call into a plugin, on a thread of the plugin. Nothing that the plugin throws leaves it: a kept exception would
 * keep the plugin's class loader.
 */
final class Visit<T> {

    /**
     * What is wanted of the plugin, and on what terms.
     *
     * @param trusted whether what it is given comes from VTEX or us; what anybody may send must not get it shut out
     */
    record Wish<T>(
            Optional<CardData> card,
            Optional<URI> secureProxy,
            Duration budget,
            boolean trusted,
            Function<OpenLine, @Nullable T> work) {}

    private enum State {
        UNDER_WAY,
        RETURNED,
        ABANDONED
    }

    private final OpenLine open;
    private final Call call;
    private final Wish<T> wish;
    private final Conduct conduct;
    private final Runnable place;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final long began = System.nanoTime();
    private final AtomicReference<State> state = new AtomicReference<>(State.UNDER_WAY);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final FutureTask<Answer<T>> task = new FutureTask<>(this::answer) {
        @Override
        protected void done() {
            ended.complete(null);
            // given up before its thread came to it: then nobody else gives back what it holds
            if (isCancelled() && taken.compareAndSet(false, true)) {
                release();
                conduct.cameBack(open.loaded(), Visit.this);
            }
        }
    };

    /** @param place among the plugin's calls, given back when its thread is */
    Visit(OpenLine open, Call call, Wish<T> wish, Conduct conduct, Runnable place) {
        this.open = open;
        this.call = call;
        this.wish = wish;
        this.conduct = conduct;
        this.place = place;
    }

    FutureTask<Answer<T>> task() {
        return task;
    }

    /** What came of it. */
    Answer<T> await(Duration within) throws InterruptedException, ExecutionException, TimeoutException {
        if (!SharedAlarm.await(ended, within)) {
            throw new TimeoutException();
        }
        return task.get();
    }

    /** Gives up waiting: nothing leaves any more, and its thread is told to come back. */
    void abandon() {
        call.end();
        // noted first: it may come back in the same moment
        conduct.givenUp(open.loaded(), this);
        if (!state.compareAndSet(State.UNDER_WAY, State.ABANDONED)) {
            conduct.cameBack(open.loaded(), this);
        }
        task.cancel(true);
    }

    Answer<T> brokenDown(Effect effect, String reason) {
        return new Answer.BrokenDown<>(effect, reason, false, Optional.empty(), call.exchanges(), took());
    }

    private void release() {
        open.leave();
        place.run();
    }

    private Answer<T> answer() {
        if (!taken.compareAndSet(false, true)) {
            return brokenDown(Effect.NONE, "given up before it began");
        }
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(open.loaded().plugin().getClass().getClassLoader());
        try {
            return ScopedValue.where(LentContext.CALL, call).call(this::answerWithinCall);
        } finally {
            thread.setContextClassLoader(before);
            call.end();
            release();
            if (!state.compareAndSet(State.UNDER_WAY, State.RETURNED)) {
                conduct.cameBack(open.loaded(), this);
            }
        }
    }

    private Answer<T> answerWithinCall() {
        try {
            open.acquirer();
        } catch (Throwable e) {
            return misdeed(Effect.NONE, "the plugin could not open the line (" + name(e) + ")");
        }
        try {
            var value = wish.work().apply(open);
            var problem = Wholeness.problem(value);
            if (value == null || problem.isPresent()) {
                return misdeed(Effect.UNKNOWN, problem.orElse("the plugin answered nothing"));
            }
            conduct.wellDone(open.loaded());
            return new Answer.Answered<>(value, call.exchanges(), took());
        } catch (AcquirerException e) {
            conduct.wellDone(open.loaded());
            return new Answer.BrokenDown<>(
                    e.effect(),
                    Harmless.text(e.getMessage()),
                    e.isAboutCredentials(),
                    e.retryAfter(),
                    call.exchanges(),
                    took());
        } catch (Throwable e) {
            return misdeed(Effect.UNKNOWN, "the plugin failed (" + name(e) + ")");
        }
    }

    /** Its own fault, unless it was given up and interrupted. */
    private Answer<T> misdeed(Effect effect, String reason) {
        if (state.get() == State.UNDER_WAY && wish.trusted()) {
            conduct.misdeed(open.loaded(), reason);
        }
        return brokenDown(effect, reason);
    }

    /** The message may hold anything; the name of its type does not. */
    private static String name(Throwable e) {
        return e.getClass().getSimpleName();
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
