package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What many callers bring is written together, and nobody waits for company. */
@Timeout(60)
class TogetherTest {
    private final LinkedBlockingQueue<List<Integer>> written = new LinkedBlockingQueue<>();

    @Test
    void who_comes_alone_is_written_at_once() throws Exception {
        var together = Together.writing(1, this::noted);

        assertThat(together.submit(1)).contains("1 done");
        assertThat(written.poll(10, TimeUnit.SECONDS)).containsExactly(1);
    }

    @Test
    void who_comes_while_one_is_written_is_written_with_all_others_that_came() throws Exception {
        comeWhileOneIsDone(5, work -> Together.writing(1, work));

        assertThat(written.take()).containsExactly(0);
        assertThat(written.take()).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    }

    @Test
    void where_cheap_matters_more_than_quick_the_first_waits_for_others() throws Exception {
        var goOn = new CountDownLatch(1);
        var together = Together.reading(() -> await(goOn), this::noted);
        var one = submitted(together, 1);
        var other = submitted(together, 2);
        while (together.waiting() < 2) {
            Thread.onSpinWait();
        }

        goOn.countDown();

        assertThat(one.get(10, TimeUnit.SECONDS)).contains("1 done");
        assertThat(other.get(10, TimeUnit.SECONDS)).contains("2 done");
        assertThat(written.take()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void what_has_piled_up_is_company_enough() throws Exception {
        var pauses = new AtomicInteger();

        comeWhileOneIsDone(40, work -> Together.reading(pauses::incrementAndGet, work));

        assertThat(pauses).as("only before the first, who was alone").hasValue(1);
    }

    private void comeWhileOneIsDone(
            int others, Function<Function<List<Integer>, List<Optional<String>>>, Together<Integer, String>> making)
            throws Exception {
        var goOn = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        var together = making.apply(all -> {
            begun.countDown();
            await(goOn);
            return noted(all);
        });
        var ends = new ArrayList<CompletableFuture<Optional<String>>>();
        ends.add(submitted(together, 0));
        await(begun);
        IntStream.rangeClosed(1, others).forEach(it -> ends.add(submitted(together, it)));
        while (together.waiting() < others) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        for (var end : ends) {
            assertThat(end.get(10, TimeUnit.SECONDS)).isPresent();
        }
    }

    @Test
    void behind_one_that_is_stuck_another_goes_on() throws Exception {
        var goOn = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        var together = Together.<Integer, String>writing(2, all -> {
            if (all.contains(0)) {
                begun.countDown();
                await(goOn);
            }
            return noted(all);
        });
        var stuck = submitted(together, 0);
        await(begun);
        var behind = submitted(together, 1);
        // Whoever comes looks how long the first one has been waiting.
        for (var next = 2; !behind.isDone(); next++) {
            submitted(together, next);
            Thread.onSpinWait();
        }

        assertThat(behind.get()).contains("1 done");
        assertThat(stuck.isDone()).isFalse();
        goOn.countDown();
        assertThat(stuck.get(10, TimeUnit.SECONDS)).contains("0 done");
    }

    @Test
    void what_could_not_be_written_together_is_given_back_to_each() {
        var together = Together.<Integer, String>writing(1, all -> {
            throw new IllegalStateException("one of them is wrong");
        });

        assertThat(together.submit(1)).isEmpty();
        assertThat(together.submit(2)).isEmpty();
    }

    private List<Optional<String>> noted(List<Integer> all) {
        written.add(List.copyOf(all));
        return all.stream().map(it -> Optional.of(it + " done")).toList();
    }

    private static CompletableFuture<Optional<String>> submitted(Together<Integer, String> together, int what) {
        var end = new CompletableFuture<Optional<String>>();
        Thread.ofVirtual().start(() -> end.complete(together.submit(what)));
        return end;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
