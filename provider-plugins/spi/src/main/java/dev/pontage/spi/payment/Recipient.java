package dev.pontage.spi.payment;

/**
 * Who gets a part of a split payment. The amounts of all recipients add up to the command's amount.
 *
 * @param role {@code marketplace} or {@code seller}
 */
public record Recipient(
        String id,
        String name,
        String documentType,
        String document,
        String role,
        Money amount,
        Money commission,
        boolean paysFee,
        boolean bearsChargeback) {}
