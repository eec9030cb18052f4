package dev.pontage.adyen;

import dev.pontage.spi.PluginDescriptor.Flow;
import dev.pontage.spi.PluginDescriptor.Method;
import dev.pontage.spi.PluginDescriptor.SplitStage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What VTEX may ask for, and what Adyen calls it. */
final class AdyenMethods {
    private static final List<String> CARDS = List.of(
            "Visa",
            "Mastercard",
            "American Express",
            "Discover",
            "JCB",
            "Diners",
            "Elo",
            "Hipercard",
            "Maestro",
            "Visa Electron",
            "Mastercard Debit",
            "Apple Pay",
            "Google Pay");

    static final List<Method> ALL = Stream.concat(
                    CARDS.stream().map(it -> new Method(it, Flow.CARD, SplitStage.CAPTURE, false, Optional.empty())),
                    Stream.of(
                            atOnce("Pix", Flow.PIX, Optional.empty()),
                            atOnce("BankInvoice", Flow.BANK_INVOICE, Optional.of(Duration.ofDays(5))),
                            atOnce("Boleto Bancário", Flow.BANK_INVOICE, Optional.of(Duration.ofDays(5)))))
            .toList();

    /** Where Adyen's decimal places are not those of ISO 4217 [unchecked: Adyen's page on currency codes]. */
    static final Map<String, Integer> EXPONENTS = Map.of("CLP", 2, "CVE", 0, "IDR", 0, "ISK", 2);

    private AdyenMethods() {}

    private static Method atOnce(String name, Flow flow, Optional<Duration> validity) {
        return new Method(name, flow, SplitStage.AUTHORIZE, true, validity);
    }

    static boolean knows(String name) {
        return ALL.stream().anyMatch(it -> it.name().equals(name));
    }
}
