package dev.pontage.spi.payment;

import java.math.BigDecimal;
import java.util.List;

/** What is bought. Informative only, and often empty: the sum of items need not be the payment's amount. */
public record Cart(BigDecimal shipping, BigDecimal tax, List<Item> items) {
    public Cart {
        items = List.copyOf(items);
    }

    /** An empty cart. */
    public static Cart empty() {
        return new Cart(BigDecimal.ZERO, BigDecimal.ZERO, List.of());
    }

    /** One line. The discount has either sign. */
    public record Item(
            String id, String name, BigDecimal price, BigDecimal quantity, BigDecimal discount, String sellerId) {}
}
