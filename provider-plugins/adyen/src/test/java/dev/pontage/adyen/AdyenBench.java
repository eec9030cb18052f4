package dev.pontage.adyen;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Authorization.Approved;
import dev.pontage.spi.payment.Buyer;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.PaymentMethod;
import dev.pontage.spi.payment.Recipient;
import dev.pontage.spi.settings.Settings;
import dev.pontage.testkit.Mothers;
import dev.pontage.testkit.SettableClock;
import dev.pontage.testkit.TestContext;
import dev.pontage.transport.CardData;
import dev.pontage.transport.CardData.Part;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/** The plugin, opened against a fresh stub, with the commands that its tests send. */
final class AdyenBench implements AutoCloseable {
    static final String ID = "0123456789ABCDEF0123456789ABCDEF";

    final AdyenStub stub = new AdyenStub();
    final TestContext context =
            new TestContext(new SettableClock(), URI.create("https://pontage.example/hooks/1"), Set.of("127.0.0.1"));
    final Acquirer acquirer = new AdyenPlugin()
            .open(new Settings(new AdyenPlugin().descriptor().settings(), AdyenContractTest.settings(stub)), context);

    Authorization card(String number) {
        var data = Mothers.cardData(number);
        context.lend(data, Optional.empty());
        return command(Mothers.card("Visa", data, number));
    }

    Authorization wallet(String cryptogram) {
        var values = new EnumMap<Part, byte[]>(Part.class);
        values.put(Part.NUMBER, AdyenStub.APPROVED.getBytes(StandardCharsets.UTF_8));
        values.put(Part.CRYPTOGRAM, cryptogram.getBytes(StandardCharsets.UTF_8));
        var data = CardData.direct(values);
        context.lend(data, Optional.empty());
        var parts = Mothers.card("Visa", data, AdyenStub.APPROVED).card();
        return command(new PaymentMethod.NetworkToken(
                "Visa", parts, data.field(Part.CRYPTOGRAM).orElseThrow(), Optional.of("05"), "Apple Pay"));
    }

    static Authorization pix() {
        return command(new PaymentMethod.Pix("Pix"));
    }

    static Authorization slip() {
        return command(new PaymentMethod.BankInvoice("BankInvoice"));
    }

    static Authorization command(PaymentMethod method) {
        return Mothers.authorization(ID, method, Mothers.reais(3190), Mothers.buyer());
    }

    Approved approved(Authorization command) {
        return (Approved) acquirer.authorize(command);
    }

    Identifiers paid() {
        return approved(card(AdyenStub.APPROVED)).identifiers();
    }

    /** The last request as the stub read it. */
    Map<?, ?> last() {
        return new Yaml().load(stub.server().calls().getLast().body());
    }

    AcquirerException breakdown(Runnable call) {
        try {
            call.run();
        } catch (AcquirerException e) {
            return e;
        }
        throw new AssertionError("it did not break down");
    }

    /** The same under another id. */
    static Authorization as(String id, Authorization it) {
        return Mothers.authorization(id, it.method(), it.amount(), it.buyer());
    }

    static Authorization with(Authorization it, Authorization.Installments installments, List<Recipient> recipients) {
        return remade(it, it.amount(), it.buyer(), installments, recipients);
    }

    static Authorization with(Authorization it, Money amount) {
        return remade(it, amount, it.buyer(), it.installments(), it.recipients());
    }

    static Authorization with(Authorization it, Buyer buyer) {
        return remade(it, it.amount(), buyer, it.installments(), it.recipients());
    }

    private static Authorization remade(
            Authorization it,
            Money amount,
            Buyer buyer,
            Authorization.Installments installments,
            List<Recipient> recipients) {
        return new Authorization(
                it.paymentId(),
                it.request(),
                amount,
                it.method(),
                installments,
                buyer,
                it.cart(),
                it.order(),
                recipients,
                it.validity(),
                it.returnUrl(),
                it.customCode(),
                it.verificationOnly(),
                it.metadata(),
                it.replay(),
                it.references());
    }

    static Recipient recipient(String id, String role, long cents) {
        return new Recipient(
                id, id, "cnpj", "11222333000181", role, Mothers.reais(cents), Mothers.reais(0), false, false);
    }

    @Override
    public void close() {
        stub.close();
    }
}
