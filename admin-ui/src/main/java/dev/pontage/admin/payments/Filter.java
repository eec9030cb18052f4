package dev.pontage.admin.payments;

import dev.pontage.admin.form.Errors;
import dev.pontage.admin.frame.Amount;
import dev.pontage.admin.frame.Zones;
import dev.pontage.payment.PaymentStatus;
import dev.pontage.payment.Payments;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the search looks for, as it stands in the address: a link that can be sent to a colleague. */
record Filter(Map<String, String> given) {
    static final String REVIEW = "REVIEW";
    static final String ZONE = "zone";
    /** Among payments in any currency. */
    private static final int MOST_PLACES = 4;
    /** VTEX's three words, our states, and what needs a person. */
    static final List<String> STATUSES = List.of("approved", "denied", "undefined");

    private static final List<String> NAMES =
            List.of("q", "tenant", "affiliation", "status", "method", "code", "least", "most", "from", "to", ZONE);
    private static final List<String> MORE = List.of("affiliation", "method", "code", "least", "most");

    /** Only what is filled in and known stays in addresses. */
    static Filter of(Map<String, String> parameters) {
        var given = new LinkedHashMap<String, String>();
        NAMES.forEach(name -> Optional.ofNullable(parameters.get(name))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .ifPresent(it -> given.put(name, it)));
        if (!given.containsKey("from") && !given.containsKey("to")) {
            given.remove(ZONE);
        }
        return new Filter(given);
    }

    /** As typed. */
    public String of(String name) {
        return given.getOrDefault(name, "");
    }

    /** The address of the same search. */
    public String query() {
        return given.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The same from another place on. */
    public String query(String cursor) {
        return Stream.of(query(), "cursor=" + cursor)
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining("&"));
    }

    /** Whether it says more than the first row of fields shows. */
    public boolean hasMore() {
        return MORE.stream().anyMatch(given::containsKey);
    }

    /** What cannot be read, as keys of messages. */
    Errors problems() {
        var found = new LinkedHashMap<String, String>();
        Stream.of("least", "most")
                .filter(it -> given.containsKey(it) && amount(it).isEmpty())
                .forEach(it -> found.put(it, Amount.read(of(it), MOST_PLACES).problem()));
        Stream.of("from", "to")
                .filter(it -> given.containsKey(it) && day(it, 0).isEmpty())
                .forEach(it -> found.put(it, "day.shape"));
        return new Errors(found);
    }

    Payments.Search search(Function<String, Optional<UUID>> merchants, int limit, Optional<String> cursor) {
        // A merchant that there is not, or not for this reader, finds nothing rather than everything.
        var merchant = text("tenant").map(it -> merchants.apply(it).orElse(new UUID(0, 0)));
        return new Payments.Search(
                merchant,
                text("status").filter(STATUSES::contains),
                text("q"),
                day("from", 0),
                day("to", 1),
                limit,
                cursor,
                narrow());
    }

    private Payments.Narrow narrow() {
        return new Payments.Narrow(
                // What is no id finds nothing.
                text("affiliation").map(it -> id(it).orElse(new UUID(0, 0))),
                text("method"),
                text("status").flatMap(Filter::state),
                text("code"),
                amount("least"),
                amount("most"),
                of("status").equals(REVIEW));
    }

    private static Optional<PaymentStatus> state(String word) {
        return Stream.of(PaymentStatus.values())
                .filter(it -> it.name().equals(word))
                .findFirst();
    }

    static Optional<UUID> id(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name));
    }

    private Optional<BigDecimal> amount(String name) {
        return text(name).flatMap(it -> Amount.read(it, MOST_PLACES).value());
    }

    /** Days are the viewer's own; the address names their zone, so that a colleague elsewhere finds the same. */
    private Optional<Instant> day(String name, int plus) {
        return text(name).flatMap(it -> Zones.midnight(it, plus, Zones.of(of(ZONE))));
    }
}
