package dev.pontage.app.tour;

import java.util.List;

/** One picture of the documents: its file, the page, how wide and in which light and language it is looked at. */
public record Picture(String name, String page, int width, String light, String language) {
    /** How much of a page is worth showing. */
    static final int HIGHEST = 1500;

    /** All that there are. What stands in braces is known once the data have been made. */
    public static List<Picture> all() {
        return List.of(
                desk("admin-home", "/admin?by=METHOD&range=WEEK"),
                desk("admin-payments", "/admin/payments?tenant=demo"),
                desk("payment", "/admin/payments/{payment}"),
                new Picture("admin-payment-dark", "/admin/payments/{payment}", 1280, "dark", "en"),
                new Picture("admin-payment-phone", "/admin/payments/{payment}", 390, "light", "pt"),
                desk("admin-refund", "/admin/payments/{payment}/change/refund"),
                desk("admin-callbacks", "/admin/callbacks"),
                desk("admin-affiliation", "/admin/affiliations/{affiliation}"),
                new Picture("admin-delays", "/admin/affiliations/{demo}/methods", 1280, "light", "es"),
                desk("admin-connector", "/admin/connectors/acmepay"),
                desk("admin-limits", "/admin/limits"),
                desk("admin-plugins", "/admin/plugins"));
    }

    private static Picture desk(String name, String page) {
        return new Picture(name, page, 1280, "light", "en");
    }

    String file() {
        return name + ".png";
    }
}
