package dev.pontage.adyen;

import dev.pontage.spi.Text;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Decline.Kind;
import java.util.Map;
import java.util.Optional;

/**
 * Adyen's refusal reasons, by {@code refusalReasonCode}. The classes are unchecked general knowledge: this is the one
 * place to correct them. Webhooks carry the reason's text only, hence the second table.
 */
final class AdyenDeclines {
    private static final Text LATER = new Text(
            "O comprador pode tentar de novo mais tarde ou usar outro cartão.",
            "El comprador puede intentar más tarde o usar otra tarjeta.",
            "The shopper may try again later or use another card.");
    private static final Text FUNDS = new Text(
            "Sem saldo ou limite: outro cartão, ou menos parcelas.",
            "Sin saldo o límite: otra tarjeta, o menos cuotas.",
            "No funds or limit: another card, or a smaller amount.");
    private static final Text OTHER_CARD = new Text(
            "Este cartão não serve: o comprador precisa de outro. Não tente de novo com ele.",
            "Esta tarjeta no sirve: el comprador necesita otra. No reintente con ella.",
            "This card is no use: the shopper needs another. Do not try it again.");
    private static final Text TYPED = new Text(
            "Os dados do cartão não conferem: o comprador deve digitá-los de novo.",
            "Los datos de la tarjeta no coinciden: el comprador debe escribirlos de nuevo.",
            "The card's data do not match: the shopper should type them again.");
    private static final Text SUSPECT = new Text(
            "Suspeita de fraude: não entregue e não insista. A regra de risco está no Customer Area da Adyen.",
            "Sospecha de fraude: no entregue ni insista. La regla de riesgo está en el Customer Area de Adyen.",
            "Suspected fraud: do not deliver, do not insist. The risk rule is in Adyen's Customer Area.");
    private static final Text BANK_ASKS = new Text(
            "O banco quer que o comprador se identifique (3-D Secure) e isso faltou ou falhou.",
            "El banco quiere que el comprador se identifique (3-D Secure) y faltó o falló.",
            "The bank wants the shopper to identify himself (3-D Secure), which is missing or failed.");
    private static final Text CONTACT = new Text(
            "A conta na Adyen não permite isto: fale com o suporte da Adyen.",
            "La cuenta en Adyen no lo permite: hable con el soporte de Adyen.",
            "The account at Adyen does not allow this: talk to Adyen's support.");

    /** What may be done about a refusal, and what staff should say. */
    private record Meaning(Kind kind, Text advice) {}

    private static final Meaning UNKNOWN = new Meaning(Kind.SOFT, LATER);

    private static final Map<String, Meaning> BY_CODE = Map.ofEntries(
            Map.entry("2", UNKNOWN),
            Map.entry("3", UNKNOWN),
            Map.entry("4", UNKNOWN),
            Map.entry("5", new Meaning(Kind.HARD, OTHER_CARD)),
            Map.entry("6", new Meaning(Kind.HARD, OTHER_CARD)),
            Map.entry("7", new Meaning(Kind.CONFIGURATION, CONTACT)),
            Map.entry("8", new Meaning(Kind.HARD, TYPED)),
            Map.entry("9", UNKNOWN),
            Map.entry("10", new Meaning(Kind.HARD, OTHER_CARD)),
            Map.entry("11", new Meaning(Kind.SOFT, BANK_ASKS)),
            Map.entry("12", new Meaning(Kind.SOFT, FUNDS)),
            Map.entry("14", new Meaning(Kind.FRAUD, SUSPECT)),
            Map.entry("20", new Meaning(Kind.FRAUD, SUSPECT)),
            Map.entry("22", new Meaning(Kind.FRAUD, SUSPECT)),
            Map.entry("23", new Meaning(Kind.HARD, OTHER_CARD)),
            Map.entry("24", new Meaning(Kind.SOFT, TYPED)),
            Map.entry("25", new Meaning(Kind.HARD, OTHER_CARD)),
            Map.entry("26", new Meaning(Kind.HARD, OTHER_CARD)),
            Map.entry("27", UNKNOWN),
            Map.entry("28", new Meaning(Kind.SOFT, FUNDS)),
            Map.entry("29", new Meaning(Kind.SOFT, FUNDS)),
            Map.entry("31", new Meaning(Kind.FRAUD, SUSPECT)),
            Map.entry("38", new Meaning(Kind.SOFT, BANK_ASKS)),
            Map.entry("42", new Meaning(Kind.SOFT, BANK_ASKS)));

    private static final Map<String, String> CODE_OF_TEXT = Map.ofEntries(
            Map.entry("refused", "2"),
            Map.entry("referral", "3"),
            Map.entry("acquirer error", "4"),
            Map.entry("blocked card", "5"),
            Map.entry("expired card", "6"),
            Map.entry("invalid amount", "7"),
            Map.entry("invalid card number", "8"),
            Map.entry("issuer unavailable", "9"),
            Map.entry("not supported", "10"),
            Map.entry("3d not authenticated", "11"),
            Map.entry("not enough balance", "12"),
            Map.entry("acquirer fraud", "14"),
            Map.entry("fraud", "20"),
            Map.entry("fraud-cancelled", "22"),
            Map.entry("transaction not permitted", "23"),
            Map.entry("cvc declined", "24"),
            Map.entry("restricted card", "25"),
            Map.entry("revocation of auth", "26"),
            Map.entry("declined non generic", "27"),
            Map.entry("withdrawal amount exceeded", "28"),
            Map.entry("withdrawal count exceeded", "29"),
            Map.entry("issuer suspected fraud", "31"));

    private AdyenDeclines() {}

    static Decline of(String code, String reason) {
        var meaning = BY_CODE.getOrDefault(code, UNKNOWN);
        return new Decline(code, reason, meaning.kind(), Optional.of(meaning.advice()));
    }

    /** A webhook's reason, for instance {@code Not enough balance}; the text is the code where it is not known. */
    static Decline ofText(String reason) {
        var code = CODE_OF_TEXT.get(reason.strip().toLowerCase(java.util.Locale.ROOT));
        return code != null ? of(code, reason) : of(reason.isBlank() ? "refused" : reason, reason);
    }

    /** Adyen did not like the request itself: its error codes are another list than the refusals. */
    static Decline ofError(String code, String message) {
        var typed = code.equals("101") || code.equals("103") || code.equals("129");
        return new Decline(
                "error-" + code, message, typed ? Kind.HARD : Kind.CONFIGURATION, Optional.of(typed ? TYPED : CONTACT));
    }

    /** Not even sent. */
    static Decline notOffered(String what) {
        return new Decline(
                "not-offered",
                what,
                Kind.CONFIGURATION,
                Optional.of(new Text(
                        "O plugin da Adyen não oferece isto; nada foi enviado.",
                        "El plugin de Adyen no ofrece esto; no se envió nada.",
                        "The Adyen plugin does not offer this; nothing was sent.")));
    }
}
