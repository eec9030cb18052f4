package dev.pontage.ppp;

import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.Recipient;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Reads the recipients of a split. */
final class Split {
    private Split() {}

    static List<Recipient> recipients(Fields fields, Money whole) {
        return fields.objects("recipients").stream()
                .map(it -> recipient(it, whole))
                .toList();
    }

    /** Why the parts are not the whole; empty if they are. */
    static Optional<String> problem(Fields fields, Money whole) {
        var sum = fields.objects("recipients").stream()
                .map(it -> it.decimal("amount").orElse(BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var negative = fields.objects("recipients").stream()
                .anyMatch(it -> it.decimal("amount").orElse(BigDecimal.ZERO).signum() < 0);
        if (negative) {
            return Optional.of("a recipient's amount is negative");
        }
        var difference = sum.subtract(whole.decimal());
        return difference.signum() == 0
                ? Optional.empty()
                : Optional.of("the recipients' amounts add up to " + sum.toPlainString() + ", which is "
                        + difference.abs().toPlainString() + (difference.signum() > 0 ? " more" : " less") + " than "
                        + whole.plain());
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
