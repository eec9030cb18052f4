package dev.pontage.adyen;

import dev.pontage.spi.Text;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Decline.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Adyen's refusal reasons, by {@code refusalReasonCode}. The classes are unchecked general knowledge: this is the one
 * place to correct them. Webhooks carry the reason's text only.
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

    /** What a refusal is called in a webhook (empty where that is not known), what may be done and what staff should say. */
    private record Meaning(String code, String text, Kind kind, Text advice) {}

    private static final List<Meaning> MEANINGS = List.of(
            new Meaning("2", "refused", Kind.SOFT, LATER),
            new Meaning("3", "referral", Kind.SOFT, LATER),
            new Meaning("4", "acquirer error", Kind.SOFT, LATER),
            new Meaning("5", "blocked card", Kind.HARD, OTHER_CARD),
            new Meaning("6", "expired card", Kind.HARD, OTHER_CARD),
            new Meaning("7", "invalid amount", Kind.CONFIGURATION, CONTACT),
            new Meaning("8", "invalid card number", Kind.HARD, TYPED),
            new Meaning("9", "issuer unavailable", Kind.SOFT, LATER),
            new Meaning("10", "not supported", Kind.HARD, OTHER_CARD),
            new Meaning("11", "3d not authenticated", Kind.SOFT, BANK_ASKS),
            new Meaning("12", "not enough balance", Kind.SOFT, FUNDS),
            new Meaning("14", "acquirer fraud", Kind.FRAUD, SUSPECT),
            new Meaning("20", "fraud", Kind.FRAUD, SUSPECT),
            new Meaning("22", "fraud-cancelled", Kind.FRAUD, SUSPECT),
            new Meaning("23", "transaction not permitted", Kind.HARD, OTHER_CARD),
            new Meaning("24", "cvc declined", Kind.SOFT, TYPED),
            new Meaning("25", "restricted card", Kind.HARD, OTHER_CARD),
            new Meaning("26", "revocation of auth", Kind.HARD, OTHER_CARD),
            new Meaning("27", "declined non generic", Kind.SOFT, LATER),
            new Meaning("28", "withdrawal amount exceeded", Kind.SOFT, FUNDS),
            new Meaning("29", "withdrawal count exceeded", Kind.SOFT, FUNDS),
            new Meaning("31", "issuer suspected fraud", Kind.FRAUD, SUSPECT),
            new Meaning("38", "", Kind.SOFT, BANK_ASKS),
            new Meaning("42", "", Kind.SOFT, BANK_ASKS));

    private static final Map<String, Meaning> BY_CODE =
            MEANINGS.stream().collect(Collectors.toUnmodifiableMap(Meaning::code, Function.identity()));

    private static final Map<String, String> CODE_OF_TEXT = MEANINGS.stream()
            .filter(it -> !it.text().isEmpty())
            .collect(Collectors.toUnmodifiableMap(Meaning::text, Meaning::code));

    private AdyenDeclines() {}

    /** All codes that have a meaning of their own. */
    static Set<String> codes() {
        return BY_CODE.keySet();
    }

    static Decline of(String code, String reason) {
        var known = Optional.ofNullable(BY_CODE.get(code));
        return new Decline(
                code,
                reason,
                known.map(Meaning::kind).orElse(Kind.SOFT),
                known.map(Meaning::advice).or(() -> Optional.of(LATER)));
    }

    /** A webhook's reason, for instance {@code Not enough balance}; the text is the code where it is not known. */
    static Decline ofText(String reason) {
        var code = CODE_OF_TEXT.get(reason.strip().toLowerCase(Locale.ROOT));
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
