package dev.pontage.bacenpix;

import dev.pontage.spi.Transport.Json;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Buyer;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.PaymentId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;

/** From our records to the bodies of the API. */
final class BacenPixMessages {
    private static final String TXID = "[a-zA-Z0-9]{26,35}";

    private BacenPixMessages() {}

    /** The payment's id without hyphens wherever that is a txid; anything else is hashed into one. */
    static String txid(PaymentId payment) {
        var plain = payment.value().replace("-", "");
        if (plain.matches(TXID)) {
            return plain;
        }
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(payment.value().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A charge that ends when VTEX stops waiting, and that nobody can pay in another amount. */
    static Json charge(Authorization it, String pixKey) {
        return Json.object()
                .put(
                        "calendario",
                        Json.object().put("expiracao", Math.max(1, it.validity().toSeconds())))
                .put("devedor", payer(it.buyer()))
                .put("valor", Json.object().put("original", it.amount().plain()))
                .put("chave", pixKey)
                .put("solicitacaoPagador", cut(it.order().reference(), 140));
    }

    static Json part(Money amount) {
        return Json.object().put("valor", amount.plain());
    }

    /** Name and document together or neither: banks refuse a payer whose document cannot be one. */
    private static Optional<Json> payer(Buyer it) {
        var company = it.company().filter(firm -> isCnpj(document(firm.document())));
        if (company.isPresent()) {
            return cut(company.get().name(), 200)
                    .map(name -> Json.object()
                            .put("cnpj", document(company.get().document()))
                            .put("nome", name));
        }
        var document = document(it.document());
        return cut(it.firstName() + " " + it.lastName(), 200)
                .filter(name -> isCpf(document))
                .map(name -> Json.object().put("cpf", document).put("nome", name));
    }

    private static String document(String text) {
        return text.replaceAll("[ ./-]", "");
    }

    static boolean isCpf(String digits) {
        return digits.matches("\\d{11}")
                && !digits.matches("(\\d)\\1{10}")
                && digit(digits, 9, 10, 11) == digits.charAt(9) - '0'
                && digit(digits, 10, 11, 11) == digits.charAt(10) - '0';
    }

    static boolean isCnpj(String digits) {
        return digits.matches("\\d{14}")
                && !digits.matches("(\\d)\\1{13}")
                && digit(digits, 12, 5, 9) == digits.charAt(12) - '0'
                && digit(digits, 13, 6, 9) == digits.charAt(13) - '0';
    }

    /** Modulo 11 with weights that fall to 2 and begin again at the top. */
    private static int digit(String digits, int length, int first, int top) {
        var sum = IntStream.range(0, length)
                .map(it -> (digits.charAt(it) - '0') * (first - it >= 2 ? first - it : first - it + top - 1))
                .sum();
        return sum % 11 < 2 ? 0 : 11 - sum % 11;
    }

    /** Without what is not text, and cut; empty if nothing is left. */
    private static Optional<String> cut(String text, int longest) {
        var clean = text.codePoints()
                .filter(it -> it < 0x10000 && !Character.isISOControl(it) && !Character.isSurrogate((char) it))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        var cut =
                clean.length() <= longest ? clean : clean.substring(0, longest).strip();
        return cut.isEmpty() ? Optional.empty() : Optional.of(cut);
    }
}
