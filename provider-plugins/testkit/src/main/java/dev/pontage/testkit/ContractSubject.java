package dev.pontage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.PluginDescriptor.Flow;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Authorization.Approved;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.PaymentMethod;
import dev.pontage.spi.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;

/** What the contract is tried on: the plugin, opened against its stub, and the commands it is given. */
abstract class ContractSubject {
    private final SettableClock clock = new SettableClock();
    TestContext context = context("https://pontage.example/hooks/1");
    AcquirerPlugin plugin = plugin();
    Acquirer acquirer = plugin.open(settings(), context);

    /** The plugin that is tested. */
    protected abstract AcquirerPlugin plugin();

    /** What staff would fill in, pointing at the stub. */
    protected Map<String, String> values() {
        return Map.of();
    }

    /** The hosts of the stub. */
    protected Set<String> hosts() {
        return Set.of();
    }

    /** The number of a card that the stub approves. */
    protected String approvedCard() {
        return Mothers.CARD_NUMBER;
    }

    /** The number of a card that the stub denies; empty if it has none. */
    protected Optional<String> deniedCard() {
        return Optional.empty();
    }

    @BeforeEach
    final void open() {
        context = context("https://pontage.example/hooks/1");
        plugin = plugin();
        acquirer = plugin.open(settings(), context);
    }

    /** Moves the clock of the plugin, for tests of one's own. */
    protected final void pass(Duration time) {
        clock.advance(time);
    }

    /** The acquirer under test, for tests of one's own. */
    protected final Acquirer acquirer() {
        return acquirer;
    }

    interface Check<T> {
        void on(T it);
    }

    Stream<DynamicTest> cards(Check<String> check) {
        return methods(it -> it.flow() == Flow.CARD, it -> check.on(it.name()));
    }

    Stream<DynamicTest> waiting(Check<PluginDescriptor.Method> check) {
        return methods(it -> it.flow().isAsynchronous(), check);
    }

    /** Never an empty factory, which JUnit would count as no test at all. */
    Stream<DynamicTest> methods(
            java.util.function.Predicate<PluginDescriptor.Method> which, Check<PluginDescriptor.Method> check) {
        return descriptor().methods().stream()
                .filter(which)
                .map(it -> DynamicTest.dynamicTest(it.name(), () -> check.on(it)));
    }

    PluginDescriptor descriptor() {
        return plugin.descriptor();
    }

    Settings settings() {
        return new Settings(plugin.descriptor().settings(), values());
    }

    List<String> secrets() {
        return descriptor().settings().settings().stream()
                .filter(it -> it.type().isSecret())
                .flatMap(it -> Optional.ofNullable(values().get(it.key())).stream())
                .toList();
    }

    TestContext context(String webhookUrl) {
        return new TestContext(clock, URI.create(webhookUrl), hosts());
    }

    void assume(Capability capability) {
        assumeTrue(descriptor().can(capability), "not declared: " + capability);
    }

    String firstCard() {
        var card = descriptor().methods().stream()
                .filter(it -> it.flow() == Flow.CARD)
                .findFirst();
        assumeTrue(card.isPresent(), "no card method");
        return card.orElseThrow().name();
    }

    Authorization.Outcome authorize(Authorization it) {
        return acquirer.authorize(it);
    }

    Approved approve(String paymentId, String brand) {
        var outcome = authorize(card(paymentId, brand, approvedCard()));
        assertThat(outcome).isInstanceOf(Approved.class);
        return (Approved) outcome;
    }

    Authorization card(String paymentId, String brand, String number) {
        return Mothers.authorization(paymentId, method(brand, number), Mothers.reais(3190), Mothers.buyer());
    }

    PaymentMethod method(String brand, String number) {
        var data = Mothers.cardData(number);
        context.lend(data, Optional.empty());
        return Mothers.card(brand, data, number);
    }

    static Authorization other(String paymentId, PluginDescriptor.Method method) {
        var how = switch (method.flow()) {
            case PIX -> new PaymentMethod.Pix(method.name());
            case BANK_INVOICE -> new PaymentMethod.BankInvoice(method.name());
            case TERMINAL -> new PaymentMethod.Terminal(method.name(), Optional.empty());
            default -> new PaymentMethod.Other(method.name());
        };
        return Mothers.authorization(paymentId, how, Mothers.reais(3190), Mothers.buyer());
    }

    Change.Outcome settle(String paymentId, String request, Identifiers identifiers, long cents, long before) {
        return acquirer.settle(Mothers.settle(
                paymentId, request, identifiers, Mothers.reais(cents), Mothers.reais(3190), Mothers.reais(before)));
    }

    Change.Outcome refund(String paymentId, String request, Identifiers identifiers, long cents) {
        return acquirer.refund(
                Mothers.refund(paymentId, request, "S1", identifiers, Mothers.reais(cents), Mothers.reais(3190)));
    }

    void assertCarriedOutIf(Capability capability, Change.Outcome outcome) {
        if (descriptor().can(capability)) {
            assertCarriedOut(outcome);
        } else {
            assertThat(outcome).isInstanceOf(Change.Unsupported.class);
        }
    }

    static void assertCarriedOut(Change.Outcome outcome) {
        assertThat(id(outcome)).isNotBlank();
    }

    static String id(Change.Outcome outcome) {
        return switch (outcome) {
            case Change.Done it -> it.id();
            case Change.InProgress it -> it.id().orElse("in progress");
            case Change.Refused it -> throw new AssertionError("refused: " + it.decline());
            case Change.Unsupported it -> throw new AssertionError("declared, but unsupported");
        };
    }
}
