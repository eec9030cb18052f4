package dev.pontage.payment;

import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Inbound;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.Recipient;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How small things are kept in one column. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> MAP = new TypeReference<>() {};
    private static final TypeReference<List<Map<String, String>>> LIST = new TypeReference<>() {};

    private Json() {}

    static String map(Map<String, String> map) {
        return MAPPER.writeValueAsString(map);
    }

    static Map<String, String> map(String json) {
        return json.equals("{}") ? Map.of() : MAPPER.readValue(json, MAP);
    }

    static Optional<String> next(Optional<NextStep> step) {
        return step.map(it -> {
            var values = new LinkedHashMap<String, String>();
            switch (it) {
                case NextStep.Redirect(var uri) -> values.put("redirect", uri.toString());
                case NextStep.ShowCode(var code) -> values.put("code", code);
                case NextStep.OpenApp(var app, var payload) -> {
                    values.put("app", app);
                    values.put("payload", payload);
                }
                case NextStep.ShowInvoice(var document, var number, var formatted, var barCode) -> {
                    document.ifPresent(uri -> values.put("document", uri.toString()));
                    values.put("number", number);
                    values.put("formatted", formatted);
                    values.put("barCode", barCode);
                }
                case NextStep.Wait() -> values.put("wait", "");
            }
            return map(values);
        });
    }

    static Optional<NextStep> next(@Nullable String json) {
        if (json == null) {
            return Optional.empty();
        }
        var values = map(json);
        if (values.containsKey("redirect")) {
            return Optional.of(new NextStep.Redirect(URI.create(text(values, "redirect"))));
        }
        if (values.containsKey("code")) {
            return Optional.of(new NextStep.ShowCode(text(values, "code")));
        }
        if (values.containsKey("app")) {
            return Optional.of(new NextStep.OpenApp(text(values, "app"), text(values, "payload")));
        }
        if (values.containsKey("number")) {
            return Optional.of(new NextStep.ShowInvoice(
                    Optional.ofNullable(values.get("document")).map(URI::create),
                    text(values, "number"),
                    text(values, "formatted"),
                    text(values, "barCode")));
        }
        return Optional.of(new NextStep.Wait());
    }

    static String reply(Inbound.Reply reply) {
        return map(Map.of(
                "status", Integer.toString(reply.status()), "type", reply.contentType(), "content", reply.content()));
    }

    static Inbound.Reply reply(String json) {
        var values = map(json);
        return new Inbound.Reply(
                Integer.parseInt(text(values, "status")), text(values, "type"), text(values, "content"));
    }

    static String parts(List<Change.Part> parts) {
        return MAPPER.writeValueAsString(parts.stream()
                .map(it -> Map.of(
                        "id", it.settleId(), "minor", Long.toString(it.amount().minor())))
                .toList());
    }

    static List<Change.Part> parts(@Nullable String json, Money unit) {
        var parts = new ArrayList<Change.Part>();
        if (json != null) {
            for (var part : MAPPER.readValue(json, LIST)) {
                parts.add(new Change.Part(text(part, "id"), unit.of(Long.parseLong(text(part, "minor")))));
            }
        }
        return parts;
    }

    static String recipients(List<Recipient> recipients) {
        return MAPPER.writeValueAsString(recipients.stream()
                .map(it -> Map.of(
                        "id", it.id(),
                        "name", it.name(),
                        "documentType", it.documentType(),
                        "document", it.document(),
                        "role", it.role(),
                        "minor", Long.toString(it.amount().minor()),
                        "commission", Long.toString(it.commission().minor()),
                        "paysFee", Boolean.toString(it.paysFee()),
                        "bearsChargeback", Boolean.toString(it.bearsChargeback())))
                .toList());
    }

    static List<Recipient> recipients(String json, Money unit) {
        return MAPPER.readValue(json, LIST).stream()
                .map(it -> new Recipient(
                        text(it, "id"),
                        text(it, "name"),
                        text(it, "documentType"),
                        text(it, "document"),
                        text(it, "role"),
                        unit.of(Long.parseLong(text(it, "minor"))),
                        unit.of(Long.parseLong(text(it, "commission"))),
                        Boolean.parseBoolean(text(it, "paysFee")),
                        Boolean.parseBoolean(text(it, "bearsChargeback"))))
                .toList();
    }

    private static String text(Map<String, String> values, String key) {
        return values.getOrDefault(key, "");
    }
}
