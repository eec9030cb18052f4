package dev.pontage.bacenpix;

import dev.pontage.spi.Text;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Decline.Kind;
import java.util.Optional;

/** The API's problem types, by their last word, and how a charge may end. */
final class BacenPixDeclines {
    private static final Text NEW_CODE = new Text(
            "O código venceu ou foi removido: o comprador precisa fazer um novo pedido.",
            "El código venció o fue retirado: el comprador necesita un nuevo pedido.",
            "The code has run out or was removed: the shopper needs to order again.");
    private static final Text INPUT = new Text(
            "O banco não aceitou os dados da cobrança: confira a chave Pix e o valor.",
            "El banco no aceptó los datos del cobro: revise la clave Pix y el importe.",
            "The bank did not accept the charge: check the Pix key and the amount.");
    private static final Text CANNOT_GIVE_BACK = new Text(
            "O banco não devolveu: saldo, prazo de 90 dias ou valor acima do recebido. Devolva de outro modo.",
            "El banco no devolvió: saldo, plazo de 90 días o importe mayor al recibido. Devuelva de otro modo.",
            "The bank did not give it back: balance, the 90 days, or more than was received. Refund in another way.");
    private static final Text NOT_OFFERED = new Text(
            "O plugin só oferece Pix em BRL; nada foi enviado.",
            "El plugin solo ofrece Pix en BRL; no se envió nada.",
            "The plugin offers Pix in BRL only; nothing was sent.");

    private BacenPixDeclines() {}

    /** A charge that was not made. */
    static Decline notMade(BacenPixApi.Reply reply) {
        return new Decline(code(reply), detail(reply), Kind.CONFIGURATION, Optional.of(INPUT));
    }

    /** A charge that can no longer be paid. */
    static Decline over(String status) {
        return new Decline(status, "The charge can no longer be paid.", Kind.SOFT, Optional.of(NEW_CODE));
    }

    /** A refund that the bank refuses, at once or later. */
    static Decline notGivenBack(String code, String detail) {
        return new Decline(code, detail, Kind.HARD, Optional.of(CANNOT_GIVE_BACK));
    }

    static Decline notGivenBack(BacenPixApi.Reply reply) {
        return notGivenBack(code(reply), detail(reply));
    }

    static Decline notOffered(String what) {
        return new Decline("not-offered", what, Kind.CONFIGURATION, Optional.of(NOT_OFFERED));
    }

    private static String code(BacenPixApi.Reply reply) {
        var type = reply.body().at("type").text();
        var word = type.substring(type.lastIndexOf('/') + 1);
        return word.isBlank() ? "http-" + reply.status() : word;
    }

    /** What is wrong in particular, where the bank says it. */
    private static String detail(BacenPixApi.Reply reply) {
        return reply.body().at("violacoes").items().stream()
                .map(it -> it.at("razao").text())
                .filter(it -> !it.isBlank())
                .findFirst()
                .or(() -> reply.body().at("detail").filled())
                .orElse("The bank refuses the request.");
    }
}
