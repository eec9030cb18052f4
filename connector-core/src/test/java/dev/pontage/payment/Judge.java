package dev.pontage.payment;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * The acquirer of one payment, and the judge of what was done to its shopper. It loses answers, is late, refuses, takes
 * in and forgets, as its dice say; what it has carried out is the truth.
 */
final class Judge {
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final Decline NO = new Decline("51", "no", Decline.Kind.SOFT);

    enum Sale {
        NONE,
        PENDING,
        LIVE,
        DECLINED,
        REMOVED
    }

    private final String key;
    private final boolean replays;
    private final boolean pix;
    private final long amount;
    private final Dice dice;
    private final Supplier<Instant> now;
    private final Map<String, Object> answered = new HashMap<>();
    private final Map<String, Integer> effects = new HashMap<>();
    private final Map<String, Change> takenIn = new HashMap<>();
    private final List<WebhookEvent> events = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private Sale sale = Sale.NONE;
    private int charges;
    private long captured;
    private long refunded;
    private boolean calm;
    private boolean released;
    private boolean cancelAnswered;
    private boolean saleMayLeave;
    private Optional<Runnable> late = Optional.empty();
    private Instant lateAt = Instant.MAX;
    private volatile Optional<CountDownLatch> hold = Optional.empty();

    Judge(String key, boolean replays, boolean pix, long amount, Dice dice, Supplier<Instant> now) {
        this.key = key;
        this.replays = replays;
        this.pix = pix;
        this.amount = amount;
        this.dice = dice;
        this.now = now;
    }

    /** The next sale waits until it is let go. */
    void holdNext() {
        hold = Optional.of(new CountDownLatch(1));
    }

    void letGo() {
        hold.ifPresent(CountDownLatch::countDown);
    }

    private void waitIfHeld() {
        hold.ifPresent(EngineStory::await);
        hold = Optional.empty();
    }

    Authorization.Outcome authorize(Authorization command) {
        waitIfHeld();
        synchronized (this) {
            if (!saleMayLeave) {
                violations.add("a sale was sent after the cancel had been answered");
            }
        }
        return judged(command.request().key(), "sale", () -> dice.roll("decline", 12) && !calm ? declined() : sold());
    }

    private Authorization.Outcome declined() {
        sale = Sale.DECLINED;
        return Authorization.Denied.of(NO);
    }

    private Authorization.Outcome sold() {
        if (pix) {
            sale = Sale.PENDING;
            return Authorization.Pending.show(ids(), new NextStep.ShowCode("0002"));
        }
        charge();
        return Authorization.Approved.of(ids());
    }

    private void charge() {
        charges++;
        sale = Sale.LIVE;
        captured = pix ? amount : 0;
        tell(new WebhookEvent.Authorized(Authorization.Approved.of(ids())));
    }

    private Identifiers ids() {
        return Identifiers.of("auth-" + key + charges, "tid-" + key, "nsu-" + key);
    }

    synchronized void shopperPays() {
        if (sale == Sale.PENDING) {
            charge();
        }
    }

    Change.Outcome change(Change change) {
        synchronized (this) {
            if (cancelAnswered && change instanceof Change.Settle) {
                violations.add("a settlement was sent after the cancel had been answered");
            }
        }
        return judged(change.request().key(), change.getClass().getSimpleName(), () -> {
            if (!possible(change)) {
                return new Change.Refused(NO);
            }
            if (!calm && dice.roll("refuse", 8)) {
                return new Change.Refused(NO);
            }
            if (!(change instanceof Change.Cancel) && !calm && dice.roll("take in", 15)) {
                takenIn.put(change.request().key(), change);
                return Change.InProgress.of(name(change));
            }
            return carriedOut(change);
        });
    }

    private boolean possible(Change change) {
        return switch (change) {
            case Change.Cancel _ -> sale == Sale.PENDING || (sale == Sale.LIVE && refunded == 0);
            case Change.Settle _ -> sale == Sale.LIVE && !released;
            case Change.Refund refund -> refunded + refund.amount().minor() <= captured;
        };
    }

    private static String name(Change change) {
        return "psp-" + change.request().shortKey(20);
    }

    private Change.Outcome carriedOut(Change change) {
        effects.merge(change.request().key(), 1, Integer::sum);
        switch (change) {
            case Change.Cancel _ -> {
                released = true;
                sale = captured > 0 && !pix ? Sale.LIVE : Sale.REMOVED;
            }
            case Change.Settle settle -> captured += settle.amount().minor();
            case Change.Refund refund -> refunded += refund.amount().minor();
        }
        if (captured > amount || refunded > captured) {
            violations.add("more was settled or given back than there is: " + captured + ", " + refunded);
        }
        var done = Change.Done.of(name(change));
        tell(new WebhookEvent.Changed(name(change), done));
        return done;
    }

    /** Carries out, or refuses, what was only taken in. */
    synchronized void workOff() {
        takenIn.values().forEach(it -> {
            if (possible(it) && (calm || dice.roll("works", 70))) {
                answered.put(it.request().key(), carriedOut(it));
            } else {
                answered.put(it.request().key(), new Change.Refused(NO));
                tell(new WebhookEvent.Changed(name(it), new Change.Refused(NO)));
            }
        });
        takenIn.clear();
    }

    /** The road there and back: requests are lost, answers are lost, and some are carried out much later. */
    private synchronized <T> T judged(String request, String what, Supplier<T> work) {
        catchUp();
        if (replays && answered.containsKey(request)) {
            return answeredBefore(request);
        }
        if (!calm && dice.roll(what + " not sent", 7)) {
            throw AcquirerException.notApplied("not sent");
        }
        if (!calm && dice.roll(what + " lost", 7)) {
            throw AcquirerException.inDoubt("the request was lost");
        }
        if (!calm && late.isEmpty() && dice.roll(what + " late", 6)) {
            late = Optional.of(() -> {
                if (!replays || !answered.containsKey(request)) {
                    answered.put(request, work.get());
                }
            });
            lateAt = now.get().plus(LATE);
            throw AcquirerException.inDoubt("carried out later");
        }
        var outcome = work.get();
        answered.put(request, outcome);
        if (!calm && dice.roll(what + " answer lost", 8)) {
            throw AcquirerException.inDoubt("the answer was lost");
        }
        return outcome;
    }

    @SuppressWarnings("unchecked")
    private <T> T answeredBefore(String request) {
        return (T) java.util.Objects.requireNonNull(answered.get(request));
    }

    synchronized void catchUp() {
        if (late.isPresent() && !now.get().isBefore(lateAt)) {
            var work = late.get();
            late = Optional.empty();
            work.run();
        }
    }

    synchronized Inquiry.Outcome inquire(Inquiry inquiry) {
        catchUp();
        if (!calm && dice.roll("inquiry lost", 10)) {
            throw AcquirerException.inDoubt("no answer");
        }
        if (!calm && dice.roll("inquiry useless", 5)) {
            return new Inquiry.Unknown();
        }
        return inquiry.change().map(this::about).orElseGet(this::aboutSale);
    }

    private Inquiry.Outcome about(Change change) {
        if (takenIn.containsKey(change.request().key())) {
            return new Inquiry.Changed(Change.InProgress.of(name(change)));
        }
        var known = answered.get(change.request().key());
        return known instanceof Change.Outcome outcome ? new Inquiry.Changed(outcome) : new Inquiry.NotFound();
    }

    private Inquiry.Outcome aboutSale() {
        return switch (sale) {
            case NONE -> new Inquiry.NotFound();
            case PENDING -> new Inquiry.Authorized(Authorization.Pending.show(ids(), new NextStep.ShowCode("0002")));
            case LIVE -> new Inquiry.Authorized(Authorization.Approved.of(ids()));
            case DECLINED -> new Inquiry.Authorized(Authorization.Denied.of(NO));
            case REMOVED -> new Inquiry.Gone("removed");
        };
    }

    private void tell(WebhookEvent.News news) {
        events.add(new WebhookEvent(key + "-" + events.size(), new WebhookEvent.Subject(key), news));
    }

    /** All that was ever told, in order. */
    synchronized List<WebhookEvent> events() {
        return List.copyOf(events);
    }

    /** From now on it does as it is told, at once. */
    synchronized void becomeCalm() {
        calm = true;
        lateAt = Instant.MIN;
        catchUp();
        workOff();
    }

    /** A node is about to decide whether its sale leaves: what it decides before the cancel was answered may stand. */
    synchronized void aSaleIsClaimed() {
        saleMayLeave = !cancelAnswered;
    }

    synchronized void cancelWasAnswered() {
        cancelAnswered = true;
    }

    synchronized Sale sale() {
        return sale;
    }

    synchronized long captured() {
        return captured;
    }

    synchronized long refunded() {
        return refunded;
    }

    synchronized List<String> violations() {
        var all = new ArrayList<>(violations);
        if (charges > 1) {
            all.add("charged " + charges + " times");
        }
        effects.forEach((request, times) -> {
            if (times > 1) {
                all.add("a change was carried out " + times + " times");
            }
        });
        return all;
    }
}
