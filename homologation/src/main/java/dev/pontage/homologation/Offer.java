package dev.pontage.homologation;

import java.util.ArrayList;
import java.util.List;

/** What a connector's manifest offers, by the kind of flow that a method has. */
record Offer(List<String> methods) {
    private static final List<String> CARDS = List.of(
            "Visa",
            "Mastercard",
            "American Express",
            "Elo",
            "Hipercard",
            "Diners",
            "Discover",
            "JCB",
            "Aura",
            "Banricompras",
            "Credz",
            "Cabal",
            "Cartes Bancaires (CB)",
            "Maestro",
            "Mastercard Debit",
            "Visa Electron");
    private static final List<String> SLIPS = List.of("BankInvoice", "Boleto Bancário");
    private static final List<String> PAGES =
            List.of("PayPal", "NuPay", "Débito Online", "Safetypay", "SPEI", "Bitcoin", "PSE");

    static Offer of(Answer manifest, List<String> only) {
        var names = new ArrayList<String>();
        manifest.json()
                .path("paymentMethods")
                .forEach(it -> names.add(it.path("name").asString("")));
        return new Offer(
                only.isEmpty() ? names : names.stream().filter(only::contains).toList());
    }

    String card() {
        return first(CARDS, "card");
    }

    String pix() {
        return first(List.of("Pix"), "Pix");
    }

    String slip() {
        return first(SLIPS, "bank invoice");
    }

    String page() {
        return first(PAGES, "redirect");
    }

    private String first(List<String> known, String what) {
        return known.stream()
                .filter(methods::contains)
                .findFirst()
                .orElseThrow(() -> Failed.leftOut("the manifest offers no " + what + " method"));
    }
}
