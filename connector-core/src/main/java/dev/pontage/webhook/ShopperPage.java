package dev.pontage.webhook;

import dev.pontage.payment.Payment;
import dev.pontage.spi.Text;
import dev.pontage.spi.payment.NextStep.ShowInvoice;
import java.util.Locale;
import org.springframework.web.util.HtmlUtils;

/** The few pages that a shopper may see, in the language of the browser. */
final class ShopperPage {
    private static final Text INVOICE = new Text("Boleto", "Boleta de pago", "Payment slip");
    private static final Text AMOUNT = new Text("Valor", "Importe", "Amount");
    private static final Text LINE = new Text("Linha digitável", "Línea para pagar", "Number to pay");
    private static final Text UNKNOWN = new Text(
            "Este pagamento não foi encontrado.", "No encontramos este pago.", "This payment could not be found.");
    private static final Text RECEIVED =
            new Text("Você já pode voltar à loja.", "Ya puede volver a la tienda.", "You can go back to the shop now.");

    private ShopperPage() {}

    static String invoice(Payment payment, ShowInvoice invoice, Locale locale) {
        var language = locale.getLanguage();
        return page(
                locale,
                INVOICE.in(language),
                "<dl>" + row(AMOUNT.in(language), payment.amount().toString())
                        + row(LINE.in(language), invoice.formatted()) + "</dl>");
    }

    static String unknown(Locale locale) {
        var text = UNKNOWN.in(locale.getLanguage());
        return page(locale, text, "");
    }

    static String received(Locale locale) {
        var text = RECEIVED.in(locale.getLanguage());
        return page(locale, text, "");
    }

    private static String row(String name, String value) {
        return "<dt>" + HtmlUtils.htmlEscape(name, "UTF-8") + "</dt><dd>" + HtmlUtils.htmlEscape(value, "UTF-8")
                + "</dd>";
    }

    private static String page(Locale locale, String title, String content) {
        var heading = HtmlUtils.htmlEscape(title, "UTF-8");
        return "<!doctype html><html lang=\"" + HtmlUtils.htmlEscape(locale.toLanguageTag(), "UTF-8")
                + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>" + heading
                + "</title></head><body><main><h1>" + heading + "</h1>" + content + "</main></body></html>";
    }
}
