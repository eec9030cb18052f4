package dev.pontage.admin.frame;

import dev.pontage.payment.Payment;
import dev.pontage.spi.payment.Money;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** How templates write what we know. */
@Component("show")
public class Show {
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS 'UTC'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MM-dd").withZone(ZoneOffset.UTC);
    private static final int LONG_ID = 16;
    private static final Set<String> EVENTS = Set.of(
            "create",
            "cancel",
            "settle",
            "refund",
            "void",
            "within",
            "open",
            "in_doubt",
            "waiting",
            "failed",
            "done",
            "manual",
            "differs",
            "reversed",
            "review");

    /** Money with its sign. */
    public String money(Money money) {
        return sign(money.currency()) + " " + format(money.exponent()).format(money.decimal());
    }

    /** A part of it, in the same currency. */
    public String money(Money whole, BigDecimal part) {
        return money(whole.of(part.movePointRight(whole.exponent()).longValueExact()));
    }

    /** As the viewer would type it: nothing between thousands. */
    public String typed(Money money) {
        var format = format(money.exponent());
        format.setGroupingUsed(false);
        return format.format(money.decimal());
    }

    private static DecimalFormat format(int places) {
        var language = LocaleContextHolder.getLocale().getLanguage();
        var locale = language.equals("en")
                ? Locale.US
                : language.equals("es") ? Locale.of("es", "CO") : Locale.of("pt", "BR");
        var format = (DecimalFormat) NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(places);
        format.setMaximumFractionDigits(places);
        return format;
    }

    private static String sign(String currency) {
        return currency.equals("BRL") ? "R$" : Currency.getInstance(currency).getCurrencyCode();
    }

    /** To the millisecond. */
    public String exact(Instant at) {
        return EXACT.format(at);
    }

    /** To the second; the browser turns it into the viewer's zone. */
    public String at(Instant at) {
        return SHORT.format(at);
    }

    /** The hour and minute alone, below a drawing. */
    public String clock(Instant at) {
        return CLOCK.format(at);
    }

    /** The day alone, below a drawing. */
    public String day(Instant at) {
        return DAY.format(at);
    }

    /** A length of time in its largest whole unit, or two: 90 minutes are 1 h 30 min. */
    public String span(Duration span) {
        var parts = new ArrayList<String>();
        part(parts, span.toDays(), "d");
        part(parts, span.toHoursPart(), "h");
        part(parts, span.toMinutesPart(), "min");
        part(parts, span.toSecondsPart(), "s");
        return parts.isEmpty() ? "0 s" : String.join(" ", parts.subList(0, Math.min(2, parts.size())));
    }

    private static void part(List<String> parts, long count, String unit) {
        if (count > 0) {
            parts.add(count + " " + unit);
        }
    }

    /** A long id with its middle left out. */
    public String id(String id) {
        return id.length() <= LONG_ID ? id : id.substring(0, 6) + "…" + id.substring(id.length() - 4);
    }

    /** How often VTEX asks again about a payment that is not decided; its rule is in the delay it was told. */
    public String retry(Payment payment) {
        var cancels = payment.delays().toCancel();
        return cancels <= 3_600 ? "5 min" : cancels < 86_400 ? "1 h" : "4 h";
    }

    /** The word for a payment's state, a message key. */
    public String state(Payment payment) {
        return "state." + payment.status().name().toLowerCase(Locale.ROOT);
    }

    /** Whether there is a text for an event of this type; others tell their own story. */
    public boolean isEvent(String type) {
        return EVENTS.contains(type);
    }

    /** Whether a person must look at it, and why: a message key, or nothing. */
    public String wants(Payment payment) {
        return payment.review().isPresent() ? "state.review" : payment.inDoubt() ? "state.doubt" : "";
    }

    /** What colour helps the whole: safe, wait, act or rest. */
    public String mark(Payment payment) {
        return wants(payment).isEmpty() ? calm(payment) : "act";
    }

    /** What colour helps the word for the state alone. */
    public String calm(Payment payment) {
        return switch (payment.status()) {
            case RECEIVED, PENDING -> "wait";
            case AUTHORIZED, PARTLY_SETTLED, SETTLED, RELEASED, PARTLY_REFUNDED -> "safe";
            case REFUNDED, DENIED, CANCELLED, EXPIRED -> "rest";
        };
    }
}
