package dev.pontage.admin.payments;

import dev.pontage.payment.Payment;

/**
 * Parts of a payment as widths of a drawing that is a thousand wide.
 *
 * @param rest the key of what is said about the part that was not settled; empty where none was ever reserved
 */
record MoneyBar(int settled, int settling, int refunded, String rest) {
    private static final int WIDTH = 1000;

    static MoneyBar of(Payment payment) {
        var whole = Math.max(1, payment.ceiling().minor());
        return new MoneyBar(
                width(payment.settled().minor(), whole),
                width(payment.settling().minor(), whole),
                width(payment.refunded().minor(), whole),
                rest(payment));
    }

    private static String rest(Payment payment) {
        return switch (payment.status()) {
            case DENIED, EXPIRED -> "";
            case CANCELLED, RELEASED -> payment.authorizedAt().isPresent() ? "bar.released" : "";
            default -> "bar.left";
        };
    }

    private static int width(long part, long whole) {
        return (int) Math.clamp(Math.round((double) part * WIDTH / whole), 0, WIDTH);
    }
}
