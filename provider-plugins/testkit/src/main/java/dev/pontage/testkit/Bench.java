package dev.pontage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.PluginDescriptor.Flow;
import dev.pontage.spi.PluginDescriptor.Method;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Authorization.Approved;
import dev.pontage.spi.payment.Authorization.Pending;
import dev.pontage.spi.payment.Buyer;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.PaymentMethod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** What a check works with: the plugin, freshly opened, and commands that nobody else sends. */
final class Bench implements AutoCloseable {
    final ContractSubject subject;
    final AcquirerPlugin plugin;
    final TestContext context;
    final Acquirer acquirer;
    private final String check;
    private final List<AutoCloseable> roads = new ArrayList<>();

    /** A payment that has been paid, and how the acquirer names it. */
    record Paid(Authorization command, Identifiers identifiers) {
        String id() {
            return command.paymentId().value();
        }

        Money amount() {
            return command.amount();
        }
    }

    /** A payment whose money has been taken, and by which settlement. */
    record Taken(Paid paid, String settleId) {}

    Bench(ContractSubject subject, String check) {
        this.subject = subject;
        this.check = check;
        this.plugin = subject.plugin();
        this.context = subject.context(true);
        this.acquirer = plugin.open(subject.settings(), context);
    }

    /** The same affiliation after a restart: nothing but the journal is left. A plugin that is its own acquirer stays. */
    Acquirer afterRestart() {
        var again = subject.hosts().isEmpty() ? plugin : subject.plugin();
        return again.open(subject.settings(), context);
    }

    PluginDescriptor descriptor() {
        return plugin.descriptor();
    }

    static TestAbortedException nothingToTry(String why) {
        return new TestAbortedException(why);
    }

    void assumeNetwork() {
        if (subject.hosts().isEmpty()) {
            throw nothingToTry("this plugin calls nobody");
        }
    }

    /** An id as VTEX makes them, its own for every check and name. */
    String id(String name) {
        var seed = subject.getClass().getName() + "\n" + check + "\n" + name;
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .toUpperCase(Locale.ROOT);
    }

    List<Method> methods(Predicate<Method> which) {
        var found = descriptor().methods().stream().filter(which).toList();
        if (found.isEmpty()) {
            throw nothingToTry("no method of that kind");
        }
        return found;
    }

    List<Method> cards() {
        return methods(it -> it.flow() == Flow.CARD);
    }

    List<Method> waiting() {
        return methods(it -> it.flow().isAsynchronous());
    }

    Optional<Method> aCard() {
        return descriptor().methods().stream()
                .filter(it -> it.flow() == Flow.CARD)
                .findFirst();
    }

    Money amount() {
        return subject.amount();
    }

    /** A command with the approved card. */
    Authorization card(String name) {
        return card(name, subject.approvedCard());
    }

    Authorization card(String name, String number) {
        return authorization(name, cardMethod(cards().getFirst(), number), amount(), Mothers.buyer());
    }

    PaymentMethod.Card cardMethod(Method brand, String number) {
        var data = Mothers.cardData(number);
        context.lend(data, Optional.empty());
        return Mothers.card(brand.name(), data, number);
    }

    Authorization waiting(String name, Method method) {
        return authorization(name, how(method), amount(), Mothers.buyer());
    }

    Authorization authorization(String name, PaymentMethod how, Money amount, Buyer buyer) {
        return Mothers.authorization(id(name), how, amount, buyer);
    }

    static PaymentMethod how(Method method) {
        return switch (method.flow()) {
            case PIX -> new PaymentMethod.Pix(method.name());
            case BANK_INVOICE -> new PaymentMethod.BankInvoice(method.name());
            case TERMINAL -> new PaymentMethod.Terminal(method.name(), Optional.empty());
            default -> new PaymentMethod.Other(method.name());
        };
    }

    /** What this plugin is mostly for: a card if it takes any, else its first other method. */
    Authorization usual(String name, Buyer buyer) {
        return usual(name, buyer, amount());
    }

    Authorization usual(String name, Buyer buyer, Money amount) {
        var how = aCard().<PaymentMethod>map(it -> cardMethod(it, subject.approvedCard()))
                .orElseGet(() -> how(descriptor().methods().getFirst()));
        return authorization(name, how, amount, buyer);
    }

    Authorization usual(String name) {
        return usual(name, Mothers.buyer());
    }

    /** Approved, or shown to the shopper if that is how this plugin is paid. */
    static void assertWelcome(Authorization.Outcome outcome) {
        assertThat(outcome).isInstanceOfAny(Approved.class, Pending.class);
    }

    Approved approved(Authorization command) {
        var outcome = acquirer.authorize(command);
        assertThat(outcome).isInstanceOf(Approved.class);
        return (Approved) outcome;
    }

    /** A paid payment, by card or by the stub's shopper. */
    Paid paid(String name) {
        return paid(name, amount());
    }

    Paid paid(String name, Money amount) {
        var command = usual(name, Mothers.buyer(), amount);
        return switch (acquirer.authorize(command)) {
            case Approved it -> new Paid(command, it.identifiers());
            case Authorization.Denied it -> throw new AssertionError("denied: " + it.decline());
            case Pending it -> paidLater(command, it.identifiers());
        };
    }

    private Paid paidLater(Authorization command, Identifiers known) {
        if (!subject.shopperPays(command.paymentId())) {
            throw nothingToTry("the stub's shopper does not pay");
        }
        var found = acquirer.inquire(Mothers.inquiry(command, known));
        return found instanceof Inquiry.Authorized(Approved it)
                ? new Paid(command, merged(known, it.identifiers()))
                : new Paid(command, known);
    }

    /** As the host merges what it is told later. */
    static Identifiers merged(Identifiers known, Identifiers more) {
        var references = new HashMap<>(known.references());
        references.putAll(more.references());
        return new Identifiers(
                more.authorizationId().or(known::authorizationId),
                more.tid().or(known::tid),
                more.nsu().or(known::nsu),
                references);
    }

    /** Whether its money is taken by settling, not by authorizing. */
    boolean settles(Paid paid) {
        return descriptor().can(Capability.SETTLE)
                && descriptor()
                        .method(paid.command().method().name())
                        .filter(Method::capturesAtOnce)
                        .isEmpty();
    }

    Paid reserved(String name) {
        return reserved(name, amount());
    }

    /** A paid payment that waits for its settlement. */
    Paid reserved(String name, Money amount) {
        var paid = paid(name, amount);
        if (!settles(paid)) {
            throw nothingToTry("its money is taken at once");
        }
        return paid;
    }

    Taken taken(String name) {
        return taken(name, amount());
    }

    Taken taken(String name, Money amount) {
        var paid = paid(name, amount);
        if (!settles(paid)) {
            return new Taken(paid, "S1");
        }
        var settled = acquirer.settle(settle(paid, "1", paid.amount().minor(), 0));
        var more = new Identifiers(Optional.empty(), Optional.empty(), Optional.empty(), Changes.references(settled));
        return new Taken(new Paid(paid.command(), merged(paid.identifiers(), more)), Changes.id(settled));
    }

    Change.Cancel cancel(Paid paid, String request, Identifiers identifiers) {
        return new Change.Cancel(
                paid.command().paymentId(),
                Mothers.request(paid.id(), "cancel", request),
                identifiers,
                paid.amount(),
                paid.amount());
    }

    Change.Settle settle(Paid paid, String request, long minor, long before) {
        return Mothers.settle(
                paid.id(),
                request,
                paid.identifiers(),
                paid.amount().of(minor),
                paid.amount(),
                paid.amount().of(before));
    }

    Change.Refund refund(Taken taken, String request, long minor, long before) {
        var paid = taken.paid();
        return new Change.Refund(
                paid.command().paymentId(),
                Mothers.request(paid.id(), "refund", request),
                paid.identifiers(),
                paid.amount().of(minor),
                paid.amount(),
                paid.amount().of(before),
                List.of(new Change.Part(taken.settleId(), paid.amount().of(minor))),
                List.of());
    }

    /** Sends requests through trouble until {@link #straight()}. */
    Detour through(Trouble trouble, boolean readsToo) {
        assumeNetwork();
        var detour = new Detour(trouble, readsToo);
        roads.add(detour);
        context.through(detour);
        return detour;
    }

    void straight() {
        context.straight();
    }

    /** So that what is fetched once, a token for instance, has been fetched. */
    void warmUp() {
        acquirer.authorize(usual("warming up"));
    }

    /** Requests that may have moved something. */
    Stream<dev.pontage.spi.Transport.Request> writes(int from) {
        return context.sent().stream().skip(from).filter(it -> !it.method().equals("GET"));
    }

    <T extends AutoCloseable> T keep(T road) {
        roads.add(road);
        return road;
    }

    @Override
    public void close() throws Exception {
        for (var it : roads) {
            it.close();
        }
    }
}
