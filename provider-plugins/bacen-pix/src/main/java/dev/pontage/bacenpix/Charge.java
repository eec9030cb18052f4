package dev.pontage.bacenpix;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.Transport.Json;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Authorization.Approved;
import dev.pontage.spi.payment.Authorization.Denied;
import dev.pontage.spi.payment.Authorization.Pending;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.NextStep;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** A charge as the bank shows it. What is not understood is never guessed. */
record Charge(String txid, Json body) {
    /** Late payments may be on their way when the time is over; after this no more arrive. */
    private static final Duration STRAGGLERS = Duration.ofMinutes(2);

    private enum State {
        OPEN,
        PAID,
        REMOVED
    }

    /** Reads an answer. */
    static Charge of(String txid, BacenPixApi.Reply reply) {
        var charge = new Charge(txid, reply.body());
        if (charge.state().isEmpty()) {
            throw AcquirerException.inDoubt("the bank's answer has no status that is known");
        }
        return charge;
    }

    private Optional<State> state() {
        return switch (body.at("status").text()) {
            case "ATIVA" -> Optional.of(State.OPEN);
            case "CONCLUIDA" -> Optional.of(State.PAID);
            case "REMOVIDA_PELO_USUARIO_RECEBEDOR", "REMOVIDA_PELO_PSP" -> Optional.of(State.REMOVED);
            default -> Optional.empty();
        };
    }

    boolean isPaid() {
        return state().equals(Optional.of(State.PAID)) || endToEndId().isPresent();
    }

    boolean isRemoved() {
        return state().equals(Optional.of(State.REMOVED)) && !isPaid();
    }

    /** It stays "ATIVA" at the bank when its time is over: that has to be computed. */
    boolean hasRunOut(Instant now) {
        if (isPaid() || isRemoved()) {
            return false;
        }
        var calendar = body.at("calendario");
        try {
            var made = OffsetDateTime.parse(calendar.at("criacao").text()).toInstant();
            return calendar.at("expiracao")
                    .whole()
                    .map(it -> made.plusSeconds(it).plus(STRAGGLERS).isBefore(now))
                    .orElse(false);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    boolean isOf(Money amount) {
        return amount.plain().equals(body.at("valor").at("original").text());
    }

    Optional<String> endToEndId() {
        return body.at("pix").items().stream()
                .map(it -> it.at("endToEndId").text())
                .filter(it -> !it.isBlank())
                .findFirst();
    }

    Authorization.Outcome outcome(Money amount) {
        if (isPaid()) {
            return covers(amount) ? new Approved(identifiers(), Optional.empty(), "CONCLUIDA", "") : waiting();
        }
        return isRemoved()
                ? new Denied(
                        identifiers(), BacenPixDeclines.over(body.at("status").text()))
                : waiting();
    }

    private Pending waiting() {
        NextStep next = body.at("pixCopiaECola")
                .filled()
                .<NextStep>map(NextStep.ShowCode::new)
                .orElseGet(NextStep.Wait::new);
        var validity = body.at("calendario")
                .at("expiracao")
                .whole()
                .filter(it -> it > 0)
                .map(Duration::ofSeconds);
        return new Pending(identifiers(), next, validity, body.at("status").text(), "");
    }

    Identifiers identifiers() {
        return new Identifiers(endToEndId(), Optional.of(txid), Optional.empty(), Map.of());
    }

    private boolean covers(Money amount) {
        var paid = body.at("pix").items().stream()
                .map(it -> it.at("valor").text())
                .filter(it -> it.matches("\\d{1,10}\\.\\d{2}"))
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return paid.compareTo(amount.decimal()) >= 0;
    }
}
