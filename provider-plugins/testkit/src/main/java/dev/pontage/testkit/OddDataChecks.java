package dev.pontage.testkit;

import static dev.pontage.testkit.Check.that;

import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Buyer;
import java.util.List;
import java.util.Optional;

/** Whatever people type into a checkout: a plugin cuts or leaves out what its acquirer would refuse. */
final class OddDataChecks {
    private static final String LONG = "Rua das Laranjeiras, ".repeat(15);

    private OddDataChecks() {}

    static List<Check> all() {
        return List.of(
                welcome("everything odd at once", Mothers.oddBuyer()),
                welcome("no last name", buyer("Maria", "", "+5521999999999", "Rua das Flores")),
                welcome("no name at all", buyer("", "", "+5521999999999", "Rua das Flores")),
                welcome("a name of 300 characters", buyer("Maria".repeat(60), "Silva", "+552199", "Rua")),
                welcome("the phone \"0\"", buyer("Maria", "Silva", "0", "Rua das Flores")),
                welcome("no phone", buyer("Maria", "Silva", "", "Rua das Flores")),
                welcome("a phone of 60 characters", buyer("Maria", "Silva", "+55 (21) 9".repeat(6), "Rua")),
                welcome("a street of 300 characters", buyer("Maria", "Silva", "+5521999999999", LONG)),
                welcome("quotes, brackets and ampersands", buyer("\"M&a'r<i>a\\", "{}[];=%", "+55", "Rua \"A\" & B")),
                welcome("emoji and other scripts", buyer("Zoë ✨", "李明 Ω", "+5521999999999", "Straße ß 😀")),
                welcome("line breaks and tabs", buyer("Ma\nria", "Sil\tva", "+55\r\n21", "Rua\n1")),
                welcome("an e-mail that is none", odd(it("", "cpf"), "not an e-mail", "203.0.113.7")),
                welcome("no e-mail", odd(it("11144477735", "cpf"), "", "203.0.113.7")),
                welcome("no document", odd(it("", ""), "maria@example.com", "203.0.113.7")),
                welcome("a foreign document", odd(it("AB-123.456/Ñ", "passport"), "maria@example.com", "203.0.113.7")),
                welcome("no IP address", odd(it("11144477735", "cpf"), "maria@example.com", "")),
                welcome("an IPv6 address", odd(it("11144477735", "cpf"), "maria@example.com", "2001:db8::7")),
                welcome("no address", Variations.buyer(Mothers.buyer(), Optional.empty(), Optional.empty())),
                welcome(
                        "an address abroad",
                        Variations.buyer(
                                Mothers.buyer(),
                                Optional.empty(),
                                Optional.of(new Buyer.Address("US", "5th Ave", "", "", "", "", "New York", "")))),
                welcome(
                        "an address of blanks",
                        Variations.buyer(
                                Mothers.buyer(),
                                Optional.empty(),
                                Optional.of(new Buyer.Address("", " ", "", "", "", "", "", "")))),
                welcome(
                        "a company",
                        Variations.buyer(
                                Mothers.buyer(),
                                Optional.of(new Buyer.Company("Ação & Cia Ltda", "", "11222333000181")),
                                Optional.empty())),
                answered("letters in the security code", it -> Variations.securityCode(it, "12a"))
                        .withCards(),
                answered("a security code of 40 characters", it -> Variations.securityCode(it, "1".repeat(40)))
                        .withCards(),
                answered("a holder with quotes and backslashes", it -> Variations.holder(it, "O\"BRIEN \\ M&A=1"))
                        .withCards(),
                answered("a holder of 200 characters", it -> Variations.holder(it, "MARIA DA SILVA ".repeat(14)))
                        .withCards(),
                answered(
                        "a payment id of 128 characters",
                        it -> Variations.named(it.usual("long"), it.id("long").repeat(4))),
                answered(
                        "a payment id with odd characters",
                        it -> Variations.named(
                                it.usual("odd"), "a/b?c=d&e f+" + it.id("odd").substring(20))));
    }

    private static Check welcome(String what, Buyer buyer) {
        return that(what, it -> Bench.assertWelcome(it.acquirer.authorize(it.usual("odd", buyer))));
    }

    /** A refusal is in order here, as long as it is one. */
    private static Check answered(String what, java.util.function.Function<Bench, Authorization> command) {
        return that(what, it -> {
            var made = command.apply(it);
            Changes.assertClean(() -> it.acquirer.authorize(made));
        });
    }

    private static Buyer buyer(String first, String last, String phone, String street) {
        return Mothers.buyer(first, last, phone, street);
    }

    private static Buyer it(String document, String type) {
        var usual = Mothers.buyer();
        return new Buyer(
                usual.id(),
                usual.firstName(),
                usual.lastName(),
                document,
                type,
                usual.email(),
                usual.phone(),
                usual.company(),
                usual.shipping(),
                usual.billing(),
                usual.device());
    }

    private static Buyer odd(Buyer it, String email, String ip) {
        return new Buyer(
                it.id(),
                it.firstName(),
                it.lastName(),
                it.document(),
                it.documentType(),
                email,
                it.phone(),
                it.company(),
                it.shipping(),
                it.billing(),
                new Buyer.Device("ecommerce", ip, ""));
    }
}
