package dev.pontage.torture;

import dev.pontage.torture.judge.Manner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One payment as VTEX plays it: it asks, and where it gets no answer it asks again, for as long as it takes. */
final class Story implements Runnable {
    private static final int TRIES_OF_A_REFUSED_CHANGE = 2;

    private final World world;
    private final Shop shop;
    private final Script script;
    private final RandomGenerator random;
    private final String id;
    private final long cents;
    private final Instant begun;
    private final BooleanSupplier givenUp;
    private long settled;
    private long refunded;
    private boolean cancelled;
    private boolean unclear;

    Story(World world, Shop shop, Script script, RandomGenerator random, BooleanSupplier givenUp) {
        this.world = world;
        this.shop = shop;
        this.script = script;
        this.random = random;
        this.givenUp = givenUp;
        this.id = script.create().letter() + "-" + shop.connector() + "-"
                + world.ledger().begin();
        this.cents = 300L * (1 + random.nextInt(100));
        this.begun = world.clock().instant();
    }

    Instant begun() {
        return begun;
    }

    @Override
    public void run() {
        var approved = created();
        if (approved && !cancelled) {
            settle();
            refund();
            if (script.cancel()) {
                cancel();
            }
        }
        if (!givenUp.getAsBoolean()) {
            if (!cancelled) {
                again(approved);
            }
            world.ledger().ended(id, new Ledger.End(approved, settled, refunded, cancelled, !unclear));
        }
    }

    /** Whether it was approved. */
    private boolean created() {
        if (random.nextInt(4) == 0) {
            duplicates();
        }
        while (!givenUp.getAsBoolean()) {
            var reply = create();
            switch (reply.map(it -> it.text("status")).orElse("")) {
                case "approved" -> {
                    return true;
                }
                case "denied" -> {
                    if (script.create() != Manner.REFUSE) {
                        world.ledger()
                                .violation(id + " was denied: "
                                        + reply.map(Http.Reply::body).orElse(""));
                    }
                    return false;
                }
                case "undefined" -> {
                    if (script.cancelInDoubt()) {
                        cancel();
                        return false;
                    }
                    if (world.books().inReview(id)) {
                        unclear = true;
                        return false;
                    }
                }
                default -> {}
            }
            rest();
        }
        return false;
    }

    private Optional<Http.Reply> create() {
        var reply = world.vtex().create(random, shop, id, cents);
        reply.filter(it -> it.status() >= 500 && !world.patient())
                .ifPresent(it ->
                        world.ledger().violation(id + " was answered " + it.status() + " on its create: " + it.body()));
        reply.filter(it -> it.text("status").equals("approved"))
                .ifPresent(it -> world.ledger().approved(id, it));
        return reply;
    }

    /** The same request three times at once. */
    private void duplicates() {
        try (var scope = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Optional<Http.Reply>> one = this::create;
            scope.invokeAll(List.of(one, one, one));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle() {
        for (var part = 1; part <= script.settle(); part++) {
            var amount = cents / script.settle();
            if (done(change("settlements", part, amount))) {
                settled += amount;
            }
        }
    }

    private void refund() {
        for (var part = 1; part <= script.refunds(); part++) {
            if (settled - refunded >= cents / 3 && done(change("refunds", part, cents / 3))) {
                refunded += cents / 3;
            }
        }
    }

    private void cancel() {
        cancelled = done(change("cancellations", 1, 0)) || cancelled;
    }

    private Vtex.Change change(String verb, int number, long amount) {
        var manner = script.manner(verb, number);
        return new Vtex.Change(id, verb, manner.letter() + "-" + id + "-" + verb.charAt(0) + number, amount);
    }

    /** Asks until it is done; false where it was refused as planned or a person has to look. */
    private boolean done(Vtex.Change change) {
        var refusals = 0;
        while (!givenUp.getAsBoolean()) {
            var reply = world.vtex().change(random, shop, change).orElse(null);
            if (reply != null && reply.status() == 200) {
                repeated(change, reply);
                return true;
            }
            if (reply != null
                    && reply.text("code").equals("14")
                    && change.requestId().startsWith("r-")) {
                refusals++;
            }
            if (refusals == TRIES_OF_A_REFUSED_CHANGE) {
                return false;
            }
            unexpected(change, reply);
            if (world.books().inReview(id)) {
                unclear = true;
                return false;
            }
            rest();
        }
        return false;
    }

    private void unexpected(Vtex.Change change, Http.@Nullable Reply reply) {
        if (reply != null
                && List.of("not-authorized", "over-amount", "over-refund", "payment-unknown", "not-settled")
                        .contains(reply.text("code"))) {
            world.ledger().violation(change + " was refused: " + reply.body());
        }
    }

    /** A recorded answer is given again byte for byte. */
    private void repeated(Vtex.Change change, Http.Reply first) {
        var second = world.vtex().change(random, shop, change).orElse(first);
        var borne = world.patient() && second.status() >= 500;
        if (!second.equals(first) && !borne) {
            world.ledger().violation(change + " was answered " + first + " and then " + second);
        }
    }

    /** What was approved stays so. */
    private void again(boolean approved) {
        if (approved) {
            create().filter(it -> !it.text("status").equals("approved"))
                    .filter(it -> it.text("status").equals("denied") || !world.patient())
                    .ifPresent(it -> world.ledger().violation(id + " was approved and is now " + it.body()));
        }
    }

    private void rest() {
        Pause.of(Duration.ofMillis(200 + random.nextInt(200)));
    }

    @Override
    public String toString() {
        return id + " " + script;
    }
}
