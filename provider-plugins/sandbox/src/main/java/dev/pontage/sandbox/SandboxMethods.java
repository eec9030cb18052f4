package dev.pontage.sandbox;

import dev.pontage.spi.PluginDescriptor.Flow;
import dev.pontage.spi.PluginDescriptor.Method;
import dev.pontage.spi.PluginDescriptor.SplitStage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every payment method of VTEX's, by its canonical name. */
final class SandboxMethods {
    private static final List<String> CARDS = List.of(
            "Visa",
            "Mastercard",
            "American Express",
            "Discover",
            "JCB",
            "Diners",
            "Elo",
            "Hipercard",
            "Aura",
            "Banricompras",
            "Credz",
            "Cabal",
            "Patagonia 365",
            "Cartes Bancaires (CB)",
            "VirtualDebitElo",
            "Visa Electron",
            "Maestro",
            "Mastercard Debit",
            "Cobranded",
            "Privatelabels",
            "Apple Pay",
            "Google Pay");
    private static final List<String> SLIPS =
            List.of("BankInvoice", "Boleto Bancário", "FichaDeposito", "Rapipago", "OXXO");
    private static final List<String> PAGES =
            List.of("Débito Online", "PSE", "Safetypay", "SPEI", "PayPal", "NuPay", "Bitcoin");
    private static final List<String> TERMINALS = List.of("Venda Direta Credito", "Venda Direta Debito");
    private static final List<String> AT_ONCE = List.of("Promissories", "Cash", "Voucher");

    static final List<Method> ALL = Stream.of(
                    methods(CARDS, Flow.CARD, SplitStage.CAPTURE, false),
                    methods(List.of("Pix"), Flow.PIX, SplitStage.AUTHORIZE, true),
                    methods(SLIPS, Flow.BANK_INVOICE, SplitStage.AUTHORIZE, true),
                    methods(PAGES, Flow.REDIRECT, SplitStage.DISABLED, false),
                    methods(TERMINALS, Flow.TERMINAL, SplitStage.DISABLED, false),
                    methods(AT_ONCE, Flow.DIRECT, SplitStage.DISABLED, false))
            .flatMap(it -> it)
            .toList();

    private SandboxMethods() {}

    /** How a method flows; an unknown one is shown a page. */
    static Flow flow(String name) {
        return ALL.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .map(Method::flow)
                .orElse(Flow.REDIRECT);
    }

    private static Stream<Method> methods(List<String> names, Flow flow, SplitStage split, boolean atOnce) {
        var validity = flow == Flow.BANK_INVOICE ? Optional.of(Duration.ofDays(3)) : Optional.<Duration>empty();
        return names.stream().map(it -> new Method(it, flow, split, atOnce, validity));
    }
}
