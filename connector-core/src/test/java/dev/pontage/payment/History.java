package dev.pontage.payment;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.world.FaultyDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * One payment through random commands, repeats, lost answers, crashes and late news, against what is allowed. All that is
 * random comes from the seed.
 */
final class History {
    static final long AMOUNT = 10_000;
    /** Beyond that VTEX is told "undefined"; the real time would only be waited for a dead node's lease. */
    private static final Duration LONG = Duration.ofMillis(500);

    private static final Duration SHORT = Duration.ofMillis(15);

    /** A planted fault: no claim is ever written. */
    static volatile boolean claimsLie;

    final long seed;
    final String key;
    final Judge judge;
    private final Dice dice;
    private final boolean pix;
    private final Affiliation shop;
    private final PaymentEngine engine;
    private final AcquirerNews news;
    private final List<String> told = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final Map<String, ChangeAnswer.Done> done = new HashMap<>();
    private final TreeSet<Integer> heard = new TreeSet<>();
    private Optional<Payment> approved = Optional.empty();
    private boolean denied;
    private boolean cancelled;
    private boolean calm;
    private volatile Optional<CountDownLatch> pause = Optional.empty();
    private volatile Optional<Checkpoints.Step> pauses = Optional.empty();

    History(
            long seed,
            Affiliation shop,
            boolean replays,
            PaymentEngine engine,
            AcquirerNews news,
            Supplier<Instant> now) {
        this.seed = seed;
        this.key = "h" + Long.toUnsignedString(seed, 36) + "-" + Long.toUnsignedString(System.nanoTime(), 36);
        this.shop = shop;
        this.engine = engine;
        this.news = news;
        this.dice = new Dice(seed);
        this.pix = dice.roll("pix", 30);
        this.judge = new Judge(key, replays, pix, AMOUNT, dice, now);
    }

    java.util.UUID tenant() {
        return shop.tenantId();
    }

    java.util.UUID connector() {
        return shop.connectorId();
    }

    /** What a dying process throws: nothing in the product catches it. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("crash", null, false, false);
        }
    }

    /** At a named point the process may die, or lose its database. */
    void passed(Operation.Kind kind, Checkpoints.Step step) {
        if (calm) {
            saleClaimed(kind, step);
            return;
        }
        if (pauses.filter(step::equals).isPresent()) {
            pauses = Optional.empty();
            tell("its node stands still at " + kind + " " + step);
            pause.ifPresent(EngineStory::await);
        }
        saleClaimed(kind, step);
        if (dice.roll("crash " + kind + step, 4)) {
            tell("crash at " + kind + " " + step);
            throw new Crash();
        }
        if (step == Checkpoints.Step.CLAIMING && claimsLie) {
            FaultyDatabase.next(FaultyDatabase.Commit.LIES);
            return;
        }
        var commits = step == Checkpoints.Step.CLAIMING
                || step == Checkpoints.Step.ANSWERED
                || step == Checkpoints.Step.LOOKED;
        if (commits && dice.roll("commit " + kind + step, 6)) {
            var how = FaultyDatabase.Commit.values()[dice.among("commit how", 2)];
            tell("commit " + how + " after " + kind + " " + step);
            FaultyDatabase.next(how);
        }
    }

    private void saleClaimed(Operation.Kind kind, Checkpoints.Step step) {
        if (kind == Operation.Kind.CREATE && step == Checkpoints.Step.CLAIMED) {
            judge.aSaleIsClaimed();
        }
    }

    /** One random step. */
    void step() {
        try {
            if (!isPaused() || dice.roll("wakes", 70)) {
                letGo();
            }
            if (told.isEmpty() && dice.roll("first", 92)) {
                create(AMOUNT, patience());
            } else {
                any(dice.among("step", 100));
            }
        } catch (Crash e) {
            tell("no answer");
        } catch (RuntimeException e) {
            violations.add("VTEX got no answer but " + e);
        } finally {
            FaultyDatabase.heal();
        }
    }

    private void letGo() {
        judge.letGo();
        pause.ifPresent(CountDownLatch::countDown);
    }

    /** Sometimes VTEX leaves early: because the acquirer is slow, or because our own node is. */
    private Duration patience() {
        if (isPaused()) {
            return SHORT;
        }
        if (dice.roll("slow acquirer", 6)) {
            judge.holdNext();
            return SHORT;
        }
        if (dice.roll("slow node", 25)) {
            pause = Optional.of(new CountDownLatch(1));
            pauses = Optional.of(
                    dice.roll("before it calls", 30) ? Checkpoints.Step.CLAIMED : Checkpoints.Step.ANSWERED);
            return SHORT;
        }
        return LONG;
    }

    /** A paused node does not renew its leases. */
    boolean isPaused() {
        return pause.filter(it -> it.getCount() > 0).isPresent();
    }

    private void any(int which) {
        if (which < 20) {
            create(dice.roll("differs", 10) ? AMOUNT + 1 : AMOUNT, patience());
        } else if (which < 28) {
            change(Orders.cancel(key, "c" + dice.among("cancel id", 2)));
        } else if (which < 48) {
            var id = dice.among("settle id", 3);
            change(Orders.settle(key, "s" + id, new String[] {"100.00", "40.00", "60.00"}[id]));
        } else if (which < 66) {
            var id = dice.among("refund id", 4);
            change(Orders.refund(key, "r" + id, new String[] {"100.00", "30.00", "30.00", "50.00"}[id]));
        } else if (which < 76) {
            judge.shopperPays();
            tell("the shopper pays");
        } else if (which < 90) {
            hear();
        } else if (which < 95) {
            judge.workOff();
            tell("the acquirer works off what it took in");
        } else {
            inquire();
        }
    }

    private void inquire() {
        try {
            tell("inquire: " + status(engine.inquire(shop, key)));
        } catch (dev.pontage.error.Rejection e) {
            tell("inquire: not there yet");
        }
    }

    private void create(long amount, Duration within) {
        var order = pix ? Orders.pix(key, amount) : Orders.visa(key, amount);
        var payment = engine.authorize(shop, order, within);
        tell("create: " + status(payment));
        check(payment);
    }

    private static String status(Payment payment) {
        return payment.status()
                + (payment.inDoubt() ? " in doubt" : "")
                + payment.review().map(it -> " review").orElse("");
    }

    private void check(Payment payment) {
        var word = payment.status().word();
        if (denied && !word.equals("denied")) {
            violations.add("denied became " + word);
        }
        if (approved.isPresent() && !cancelled && !word.equals("approved")) {
            violations.add("approved became " + word);
        }
        if (approved.isPresent()
                && !approved.get()
                        .identifiers()
                        .tid()
                        .equals(payment.identifiers().tid())) {
            violations.add("the identifiers changed");
        }
        if (word.equals("approved") && approved.isEmpty()) {
            approved = Optional.of(payment);
        }
        denied |= word.equals("denied");
    }

    private void change(ChangeRequest request) {
        var name = request.kind() + " " + request.requestId().orElse("");
        cancelled |= request.kind() == ChangeRequest.Kind.CANCEL;
        var answer = engine.change(shop, request, dice.roll("patient", 70) && !isPaused() ? LONG : patience());
        tell(name + ": " + answer.code() + (answer instanceof ChangeAnswer.Done ? " (done)" : ""));
        if (answer instanceof ChangeAnswer.Done now) {
            var before = done.putIfAbsent(name, now);
            if (before != null && !before.equals(now)) {
                violations.add(name + " was answered " + before + " and then " + now);
            }
            if (request.kind() == ChangeRequest.Kind.CANCEL) {
                judge.cancelWasAnswered();
            }
        } else if (done.containsKey(name)) {
            violations.add(name + " was done and then answered " + answer.code());
        }
    }

    /** Any event, new or old. */
    private void hear() {
        var events = judge.events();
        if (!events.isEmpty()) {
            hear(dice.among("event", events.size()));
        }
    }

    private void hear(int index) {
        var event = judge.events().get(index);
        var effect = news.apply(shop, event);
        tell("event " + event.news() + ": " + effect);
        if (effect != AcquirerNews.Effect.NO_PAYMENT_YET) {
            heard.add(index);
        }
    }

    /** The world becomes kind: all that is still to be told is told. */
    void calmDown() {
        calm = true;
        letGo();
        judge.becomeCalm();
    }

    void hearTheRest() {
        try {
            hearAll();
        } catch (RuntimeException e) {
            violations.add("an event broke: " + e);
        }
    }

    private void hearAll() {
        for (var i = 0; i < judge.events().size(); i++) {
            if (!heard.contains(i)) {
                hear(i);
            }
        }
    }

    /** VTEX repeats for days. */
    void repeatOnce() {
        try {
            create(AMOUNT, LONG);
        } catch (RuntimeException e) {
            violations.add("a repeat got no answer but " + e);
        }
    }

    /** What must be true when all is said and done. */
    List<String> verdict(Optional<Payment> found, List<Operation> operations) {
        var all = new ArrayList<>(violations);
        all.addAll(judge.violations());
        if (found.isEmpty()) {
            if (judge.sale() != Judge.Sale.NONE) {
                all.add("the payment is lost");
            }
            return all;
        }
        var payment = found.get();
        if (approved.isPresent() && payment.authorizedAt().isEmpty()) {
            all.add("a recorded approval is lost");
        }
        if (payment.review().isEmpty()) {
            compare(payment, all);
            operations.stream()
                    .filter(it -> !it.isFinal() && it.state() != Operation.State.FAILED)
                    .forEach(it -> all.add(it.kind() + " is still " + it.state() + ": " + it.message()));
        }
        return all;
    }

    private void compare(Payment payment, List<String> all) {
        var word = payment.status().word();
        var money = judge.sale() == Judge.Sale.LIVE || judge.sale() == Judge.Sale.PENDING;
        if (word.equals("denied") && money) {
            all.add("it is " + payment.status() + ", and the acquirer holds a sale: " + judge.sale());
        }
        if (word.equals("approved") && judge.sale() != Judge.Sale.LIVE && judge.captured() == 0) {
            all.add("it is " + payment.status() + ", and the acquirer has " + judge.sale());
        }
        // A Pix is captured when it is paid; what VTEX settles of it is bookkeeping.
        if (!pix && payment.settled().minor() != judge.captured()) {
            all.add("settled " + payment.settled() + ", and the acquirer took " + judge.captured());
        }
        if (payment.refunded().minor() != judge.refunded()) {
            all.add("refunded " + payment.refunded() + ", and the acquirer gave back " + judge.refunded());
        }
    }

    private void tell(String line) {
        synchronized (told) {
            told.add(line);
        }
    }

    /** The story, for a person. */
    String story() {
        synchronized (told) {
            return "seed " + seed + " (" + shop.plugin() + (pix ? ", Pix" : ", Visa") + "):\n  "
                    + String.join("\n  ", told);
        }
    }
}
