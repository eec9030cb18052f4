package dev.pontage.adyen;

import dev.pontage.testkit.StubServer;
import dev.pontage.testkit.StubServer.Call;
import dev.pontage.testkit.StubServer.Reply;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * A pretended Adyen, written from the fact sheet and before the plugin. It remembers sales, honours idempotency keys,
 * refuses what the real one refuses, and a field that it does not know spoils a request.
 */
final class AdyenStub implements AutoCloseable {
    static final String API_KEY = "stub-api-key";
    static final String MERCHANT = "PontageStubECOM";

    /** The stub's own numbers: the real sandbox decides by the holder's name. */
    static final String APPROVED = "4111111111111111";

    static final String REDIRECTED = "4212345678910006";
    static final String PARTLY = "4000000000000101";
    private static final Map<String, String> REFUSED = Map.of(
            "4000000000000002", "2",
            "4000000000000012", "12",
            "4000000000000006", "6",
            "4000000000000020", "20",
            "4000000000000007", "7");
    private static final Map<String, String> REASONS = Map.of(
            "2", "Refused", "6", "Expired Card", "7", "Invalid Amount", "12", "Not enough balance", "20", "FRAUD");

    private static final Pattern MODIFICATION =
            Pattern.compile("/v72/payments/([A-Z0-9]+)/(captures|cancels|refunds|reversals)");

    private final StubServer server = new StubServer(this::answer);
    private final Map<String, Sale> sales = new LinkedHashMap<>();
    private final Map<String, Known> byKey = new HashMap<>();
    private final AdyenNotices notices = new AdyenNotices();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private int names;

    /** What was answered to a key, and to which request. */
    private record Known(String request, Reply reply) {}

    /** One sale as the stub holds it. */
    static final class Sale {
        final String psp;
        final String reference;
        final Map<?, ?> request;
        final long value;
        final String currency;
        String state;
        long captured;
        long refunded;

        Sale(String psp, Map<?, ?> request, String state) {
            this.psp = psp;
            this.reference = String.valueOf(request.get("reference"));
            this.request = request;
            this.value = value(request);
            this.currency = String.valueOf(map(request.get("amount")).get("currency"));
            this.state = state;
        }
    }

    StubServer server() {
        return server;
    }

    String url() {
        return server.url() + "/v72";
    }

    /** How many sales were made for a reference: more than one is a payment taken twice. */
    synchronized long sales(String reference) {
        return sales.values().stream()
                .filter(it -> it.reference.equals(reference))
                .count();
    }

    synchronized Sale sale(String reference) {
        return sales.values().stream()
                .filter(it -> it.reference.equals(reference))
                .findFirst()
                .orElseThrow();
    }

    AdyenNotices notices() {
        return notices;
    }

    /** What it refused for being no request of Adyen's. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** The shopper pays a code or slip, or passes his bank's check. */
    synchronized boolean pays(String reference) {
        var waiting = sales.values().stream()
                .filter(it -> it.reference.equals(reference) && it.state.equals("Pending"))
                .findFirst();
        waiting.ifPresent(it -> {
            it.state = "Authorised";
            it.captured = it.value;
            notices.add(it, "AUTHORISATION", it.psp, true, "");
        });
        return waiting.isPresent();
    }

    private synchronized Reply answer(Call call) {
        if (!API_KEY.equals(call.header("x-api-key"))) {
            return error(401, "000", "HTTP Status Response - Unauthorized");
        }
        var body = map(new Yaml().load(call.body()));
        var objection = AdyenRules.objection(call.path(), body);
        if (objection.isPresent()) {
            complaints.add(objection.get());
            return error(422, "702", objection.get());
        }
        if (!call.path().endsWith("/details") && !MERCHANT.equals(body.get("merchantAccount"))) {
            return error(403, "901", "Invalid Merchant Account");
        }
        var key = call.header("idempotency-key");
        return key.isEmpty() ? carryOut(call.path(), body) : once(key, call, body);
    }

    private Reply once(String key, Call call, Map<?, ?> body) {
        if (key.length() > 64) {
            return error(422, "702", "Idempotency-Key is too long");
        }
        var request = call.path() + "\n" + call.body();
        var known = byKey.get(key);
        if (known == null) {
            known = new Known(request, carryOut(call.path(), body));
            byKey.put(key, known);
        }
        return known.request().equals(request)
                ? known.reply()
                : error(422, "704", "request already processed or in progress");
    }

    private Reply carryOut(String path, Map<?, ?> body) {
        var modification = MODIFICATION.matcher(path);
        if (modification.matches()) {
            return modify(modification.group(1), modification.group(2), body);
        }
        return switch (path) {
            case "/v72/payments" -> pay(body);
            case "/v72/payments/details" -> details(body);
            case "/v72/cancels" -> cancelByReference(body);
            case "/v72/paymentMethods" -> Reply.json(200, "{\"paymentMethods\":[{\"type\":\"scheme\"}]}");
            default -> Reply.json(404, "");
        };
    }

    private Reply pay(Map<?, ?> body) {
        var method = map(body.get("paymentMethod"));
        return switch (String.valueOf(method.get("type"))) {
            case "pix" -> waiting(body, """
                    "action":{"type":"qrCode","paymentMethodType":"pix","qrCodeData":"00020126BR.GOV.BCB.PIX%s"}""");
            case "boletobancario" -> waiting(body, """
                    "action":{"type":"voucher","paymentMethodType":"boletobancario",\
                    "reference":"03399.33335 33852.600008 00029.801016 1 99990000003190",\
                    "downloadUrl":"https://stub.example/slips/%s"}""");
            default -> card(body, method);
        };
    }

    private Reply waiting(Map<?, ?> body, String action) {
        var sale = keep(body, "Pending");
        return result(sale, "Pending", ",\n" + action.formatted(sale.psp).strip());
    }

    private Reply card(Map<?, ?> body, Map<?, ?> method) {
        var number = String.valueOf(method.get("number"));
        var objection = AdyenRules.cardObjection(method);
        if (objection.isPresent()) {
            return error(422, objection.get(), "The card's data are wrong");
        }
        if (number.equals(REDIRECTED)) {
            var sale = keep(body, "Pending");
            return result(sale, "RedirectShopper", """
                    ,"action":{"type":"redirect","method":"GET","paymentMethodType":"scheme",\
                    "url":"https://stub.example/bank/%s"}""".formatted(sale.psp));
        }
        var code = REFUSED.get(number);
        if (code != null) {
            var sale = keep(body, "Refused");
            notices.add(sale, "AUTHORISATION", sale.psp, false, REASONS.getOrDefault(code, ""));
            return result(
                    sale,
                    "Refused",
                    ",\"refusalReasonCode\":\"%s\",\"refusalReason\":\"%s\"".formatted(code, REASONS.get(code)));
        }
        var sale = keep(body, "Authorised");
        notices.add(sale, "AUTHORISATION", sale.psp, true, "");
        return result(
                sale,
                number.equals(PARTLY) ? "PartiallyAuthorised" : "Authorised",
                ",\"additionalData\":{\"authCode\":\"A%s\"}".formatted(sale.psp));
    }

    /** The redirect's result is the sale's name, with "!" before it when the bank said no. */
    private Reply details(Map<?, ?> body) {
        var result = String.valueOf(map(body.get("details")).get("redirectResult"));
        var sale = sales.get(result.replace("!", ""));
        if (sale == null) {
            return error(422, "14_006", "The redirect result is not known");
        }
        var no = result.startsWith("!");
        sale.state = no ? "Refused" : "Authorised";
        notices.add(sale, "AUTHORISATION", sale.psp, !no, no ? "3D Not Authenticated" : "");
        return result(
                sale, sale.state, no ? ",\"refusalReasonCode\":\"11\",\"refusalReason\":\"3D Not Authenticated\"" : "");
    }

    private Reply cancelByReference(Map<?, ?> body) {
        var reference = String.valueOf(body.get("paymentReference"));
        var name = name();
        // It is received also where there is nothing to cancel; then no webhook comes.
        Optional.ofNullable(sales.values().stream()
                        .filter(it -> it.reference.equals(reference) && it.captured == 0)
                        .findFirst()
                        .orElse(null))
                .ifPresent(it -> {
                    it.state = "Cancelled";
                    notices.add(it, "TECHNICAL_CANCEL", name, true, "");
                });
        return received(name, "\"paymentReference\":\"" + reference + "\"");
    }

    private Reply modify(String psp, String verb, Map<?, ?> body) {
        var sale = sales.get(psp);
        if (sale == null) {
            return error(422, "167", "Original pspReference required for this operation");
        }
        var name = name();
        var value = value(body);
        switch (verb) {
            case "captures" -> {
                var fits = sale.state.equals("Authorised") && sale.captured + value <= sale.value;
                sale.captured += fits ? value : 0;
                notices.add(sale, "CAPTURE", name, fits, fits ? "" : "Insufficient balance on payment");
            }
            case "refunds" -> {
                var fits = sale.refunded + value <= sale.captured;
                sale.refunded += fits ? value : 0;
                notices.add(sale, "REFUND", name, fits, fits ? "" : "Insufficient balance on payment");
            }
            case "cancels" -> {
                var fits = sale.captured < sale.value && sale.state.equals("Authorised");
                sale.state = fits ? "Cancelled" : sale.state;
                notices.add(sale, "CANCELLATION", name, fits, fits ? "" : "Transaction is not reversible");
            }
            default -> {
                sale.state = "Cancelled";
                sale.refunded = sale.captured;
                notices.add(sale, "CANCEL_OR_REFUND", name, true, "");
            }
        }
        return received(name, "\"paymentPspReference\":\"" + psp + "\"");
    }

    private Sale keep(Map<?, ?> body, String state) {
        var sale = new Sale(name(), body, state);
        sales.put(sale.psp, sale);
        return sale;
    }

    private String name() {
        names++;
        return "STUB%012d".formatted(names);
    }

    private static Reply result(Sale sale, String resultCode, String more) {
        return Reply.json(
                200,
                "{\"pspReference\":\"%s\",\"resultCode\":\"%s\",\"merchantReference\":\"%s\"%s}"
                        .formatted(sale.psp, resultCode, sale.reference, more));
    }

    private static Reply received(String psp, String of) {
        return Reply.json(
                201,
                "{\"merchantAccount\":\"%s\",%s,\"pspReference\":\"%s\",\"status\":\"received\"}"
                        .formatted(MERCHANT, of, psp));
    }

    private static Reply error(int status, String code, String message) {
        return Reply.json(
                status,
                "{\"status\":%d,\"errorCode\":\"%s\",\"message\":\"%s\",\"errorType\":\"validation\"}"
                        .formatted(status, code, message.replace("\"", "'")));
    }

    private static long value(Map<?, ?> body) {
        return map(body.get("amount")).get("value") instanceof Number it ? it.longValue() : 0;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    @Override
    public void close() {
        server.close();
    }
}
