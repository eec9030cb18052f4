package dev.pontage.ppp;

import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.Recipient;
import java.math.BigDecimal;
import java.util.List;

/** Reads the recipients of a split. */
final class Split {
    private Split() {}

    static List<Recipient> recipients(Fields fields, Money whole) {
        return fields.objects("recipients").stream()
                .map(it -> recipient(it, whole))
                .toList();
    }

    private static Recipient recipient(Fields fields, Money whole) {
        return new Recipient(
                fields.textOrEmpty("id"),
                fields.textOrEmpty("name"),
                fields.textOrEmpty("documentType"),
                fields.textOrEmpty("document"),
                fields.textOrEmpty("role"),
                part(fields, "amount", whole),
                // the protocol spells it both ways, depending on the page
                part(
                        fields,
                        fields.text("comissionAmount").isPresent() ? "comissionAmount" : "commissionAmount",
                        whole),
                fields.flag("chargeProcessingFee"),
                fields.flag("chargebackLiable"));
    }

    private static Money part(Fields fields, String name, Money whole) {
        return Amounts.money(
                fields.path(name), fields.decimal(name).orElse(BigDecimal.ZERO), whole.currency(), whole.exponent());
    }
}
