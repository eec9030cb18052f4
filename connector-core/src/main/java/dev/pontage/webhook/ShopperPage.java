package dev.pontage.webhook;

import dev.pontage.payment.Payment;
import dev.pontage.spi.Text;
import dev.pontage.spi.payment.NextStep.ShowInvoice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Base64;
import java.util.Currency;
import java.util.Locale;
import org.springframework.web.util.HtmlUtils;

/** The few pages that a shopper may see, in the language of the browser. They load nothing, and print on one sheet. */
final class ShopperPage {
    private static final Text INVOICE = new Text("Boleto", "Boleta de pago", "Payment slip");
    private static final Text AMOUNT = new Text("Valor", "Importe", "Amount");
    private static final Text DUE = new Text("Pague até", "Pague hasta", "Pay until");
    private static final Text LINE = new Text("Linha digitável", "Línea para pagar", "Number to pay");
    private static final Text ORDER = new Text("Pedido", "Pedido", "Order");
    private static final Text PAID =
            new Text("Este boleto já foi pago.", "Esta boleta ya fue pagada.", "This slip has been paid.");
    private static final Text OVER = new Text(
            "Este boleto não pode mais ser pago.",
            "Esta boleta ya no se puede pagar.",
            "This slip can no longer be paid.");
    private static final Text UNKNOWN = new Text(
            "Este pagamento não foi encontrado.", "No encontramos este pago.", "This payment could not be found.");

    private static final String STYLE = "body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f4f5f7;"
            + "color:#1d2530}main{max-width:42rem;margin:2rem auto;padding:1.5rem;background:#fff;border-radius:.5rem}"
            + "h1{font-size:1.25rem;margin:0 0 1rem}dt{color:#545d69;font-size:.875rem}dd{margin:0 0 1rem;"
            + "font-variant-numeric:tabular-nums;overflow-wrap:anywhere}.sum{font-size:1.5rem;font-weight:600}"
            + "svg{display:block;width:100%;height:4.5rem;background:#fff}@media print{body{background:#fff}"
            + "main{margin:0}}";

    /** The one style that a browser lets through. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; base-uri 'none'; form-action 'none'; " + "frame-ancestors 'none'";

    private ShopperPage() {}

    /** The slip as it stands: what is paid or over shows nothing that could be paid once more. */
    static String invoice(Payment payment, ShowInvoice invoice, ZoneId zone, Locale locale) {
        var language = language(locale);
        var rows = new StringBuilder("<dl>");
        payment.names().orderId().ifPresent(it -> rows.append(row(ORDER, it, language, "")));
        rows.append(row(AMOUNT, amount(payment, language), language, "sum"));
        if (payment.status().isDecided()) {
            var paid = payment.status().word().equals("approved");
            return page(language, INVOICE, rows + "</dl><p>" + escaped(paid ? PAID : OVER, language) + "</p>");
        }
        payment.expiresAt().ifPresent(it -> rows.append(row(DUE, day(it, zone, language), language, "")));
        rows.append(row(LINE, invoice.formatted(), language, ""));
        return page(language, INVOICE, rows + "</dl>" + BarCode.of(invoice.barCode()));
    }

    static String unknown(Locale locale) {
        return page(language(locale), UNKNOWN, "");
    }

    /** One of the three that the texts are in. */
    private static Locale language(Locale locale) {
        return switch (locale.getLanguage()) {
            case "pt" -> Locale.of("pt", "BR");
            case "es" -> locale.getCountry().isEmpty() ? Locale.of("es", "419") : locale;
            default -> Locale.of("en", locale.getLanguage().equals("en") ? locale.getCountry() : "");
        };
    }

    private static String amount(Payment payment, Locale language) {
        var amount = payment.amount();
        var format = NumberFormat.getCurrencyInstance(language);
        format.setCurrency(Currency.getInstance(amount.currency()));
        format.setMinimumFractionDigits(amount.exponent());
        format.setMaximumFractionDigits(amount.exponent());
        return format.format(amount.decimal());
    }

    private static String day(Instant until, ZoneId zone, Locale language) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language)
                .format(until.atZone(zone));
    }

    private static String row(Text name, String value, Locale language, String style) {
        return "<dt>" + escaped(name, language) + "</dt><dd class=\"" + style + "\">" + escaped(value) + "</dd>";
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static String escaped(Text text, Locale language) {
        return escaped(text.in(language.getLanguage()));
    }

    private static String page(Locale language, Text title, String content) {
        var heading = escaped(title, language);
        return "<!doctype html><html lang=\"" + escaped(language.toLanguageTag())
                + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>" + heading + "</title><style>" + STYLE
                + "</style></head><body><main><h1>" + heading + "</h1>" + content + "</main></body></html>";
    }

    private static String hash(String style) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
