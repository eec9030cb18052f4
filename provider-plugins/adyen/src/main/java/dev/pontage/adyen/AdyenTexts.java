package dev.pontage.adyen;

import dev.pontage.spi.payment.PaymentId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes what people typed fit for Adyen: one rule per kind of field, and what cannot be made to fit is left out. */
final class AdyenTexts {
    private static final int LONGEST_REFERENCE = 80;

    private static final Map<String, String> COUNTRIES = Stream.of(Locale.getISOCountries())
            .collect(Collectors.toUnmodifiableMap(it -> Locale.of("", it).getISO3Country(), it -> it));

    private AdyenTexts() {}

    /** The payment's own id wherever it fits; the few that are longer are hashed. */
    static String reference(PaymentId payment) {
        var value = payment.value();
        return value.length() <= LONGEST_REFERENCE ? value : hashed(value);
    }

    /** What the host must know of it: nothing where it is the payment's own id. */
    static Map<String, String> references(PaymentId payment) {
        var reference = reference(payment);
        return reference.equals(payment.value()) ? Map.of() : Map.of("reference", reference);
    }

    /** A key that is derived from another one, as long as keys may be (64). */
    static String hashed(String value) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Without what is not text (controls, pictures), and cut; empty if nothing is left. */
    static Optional<String> cut(String text, int longest) {
        var clean = text.codePoints()
                .filter(it -> it < 0x10000 && !Character.isISOControl(it) && Character.isDefined(it))
                .filter(it -> !Character.isSurrogate((char) it))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        var cut =
                clean.length() <= longest ? clean : clean.substring(0, longest).strip();
        return cut.isEmpty() ? Optional.empty() : Optional.of(cut);
    }

    static Optional<String> email(String text) {
        return Optional.of(text.strip()).filter(it -> it.length() <= 256 && it.matches("[^\\s@]+@[^\\s@]+\\.[^\\s@]+"));
    }

    /** With a plus, country and number, or not at all. */
    static Optional<String> phone(String text) {
        return Optional.of(text.replaceAll("[\\s().-]", "")).filter(it -> it.matches("\\+\\d{8,19}"));
    }

    static Optional<String> ip(String text) {
        return Optional.of(text.strip()).filter(it -> it.matches("[0-9a-fA-F.:]{3,45}"));
    }

    /** Brazil's CPF and CNPJ, or whatever another country's person shows. */
    static Optional<String> document(String text) {
        return Optional.of(text.replaceAll("[^0-9A-Za-z]", "")).filter(it -> !it.isEmpty() && it.length() <= 50);
    }

    /** Two letters, from two or three. */
    static Optional<String> country(String text) {
        var upper = text.strip().toUpperCase(Locale.ROOT);
        return upper.length() == 2 && COUNTRIES.containsValue(upper)
                ? Optional.of(upper)
                : Optional.ofNullable(COUNTRIES.get(upper));
    }
}
