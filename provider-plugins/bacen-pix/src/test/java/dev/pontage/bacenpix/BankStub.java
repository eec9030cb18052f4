package dev.pontage.bacenpix;

import dev.pontage.testkit.StubServer;
import dev.pontage.testkit.StubServer.Call;
import dev.pontage.testkit.StubServer.Reply;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * A pretended bank with the central bank's API, written from the fact sheet and before the plugin. It remembers charges
 * and refunds, wants a token that it made itself, and refuses what it does not know.
 */
final class BankStub implements AutoCloseable {
    static final String CLIENT_ID = "stub-client";
    static final String CLIENT_SECRET = "stub-client-secret";
    static final String PIX_KEY = "7d9f0335-8dcc-4054-9bf9-0dbd61d36906";

    private static final Pattern CHARGE = Pattern.compile("/v2/cob/([a-zA-Z0-9]{26,35})");
    private static final Pattern REFUND = Pattern.compile("/v2/pix/([a-zA-Z0-9]{32})/devolucao/([a-zA-Z0-9]{1,35})");
    private static final Set<String> CHARGE_FIELDS =
            Set.of("calendario", "devedor", "loc", "valor", "chave", "solicitacaoPagador", "infoAdicionais");

    private final StubServer server = new StubServer(this::answer);
    private final Supplier<Instant> clock;
    private final Map<String, Charge> charges = new LinkedHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private String webhook = "";
    private String token = "";
    private int tokens;
    private String paidWhenRemoved = "";

    /** One charge as the bank holds it. */
    static final class Charge {
        final String txid;
        final Map<?, ?> request;
        final String made;
        String status = "ATIVA";
        String endToEndId = "";
        final Map<String, Refund> refunds = new LinkedHashMap<>();

        Charge(String txid, Map<?, ?> request, String made) {
            this.txid = txid;
            this.request = request;
            this.made = made;
        }

        String value() {
            return String.valueOf(map(request.get("valor")).get("original"));
        }
    }

    /** One refund. */
    static final class Refund {
        final String value;
        String status = "EM_PROCESSAMENTO";

        Refund(String value) {
            this.value = value;
        }
    }

    BankStub(Supplier<Instant> clock) {
        this.clock = clock;
    }

    StubServer server() {
        return server;
    }

    String api() {
        return server.url() + "/v2";
    }

    String tokenUrl() {
        return server.url() + "/oauth/token";
    }

    synchronized Charge charge(String txid) {
        var found = charges.get(txid);
        if (found == null) {
            throw new AssertionError("no charge " + txid);
        }
        return found;
    }

    synchronized int charges() {
        return charges.size();
    }

    synchronized String webhookUrl() {
        return webhook;
    }

    synchronized int tokensMade() {
        return tokens;
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Tokens made so far are worth nothing any more. */
    synchronized void forgetTokens() {
        token = "";
    }

    /** The shopper pays; false if there is nothing to pay. */
    synchronized boolean pays(String txid) {
        var charge = charges.get(txid);
        if (charge == null || !charge.status.equals("ATIVA")) {
            return false;
        }
        charge.status = "CONCLUIDA";
        charge.endToEndId = "E" + "%031d".formatted(charges.size() * 1000L + txid.hashCode() % 997);
        charge.endToEndId = charge.endToEndId.replace('-', '0').substring(0, 32);
        return true;
    }

    /** The shopper pays just when the charge is to be removed. */
    synchronized void paysWhenRemoved(String txid) {
        paidWhenRemoved = txid;
    }

    /** Every refund that is under way ends like this. */
    synchronized void refundsEnd(String status) {
        charges.values().forEach(it -> it.refunds.values().forEach(refund -> refund.status = status));
    }

    /** What the bank would call the webhook with. */
    synchronized String notice(String txid) {
        var charge = charges.get(txid);
        var pix = charge == null || charge.endToEndId.isEmpty()
                ? "\"endToEndId\":\"E%s\",\"valor\":\"1.00\"".formatted("0".repeat(31))
                : pix(charge);
        return "{\"pix\":[{\"txid\":\"%s\",%s}]}".formatted(txid, pix);
    }

    private synchronized Reply answer(Call call) {
        if (call.path().equals("/oauth/token")) {
            return token(call);
        }
        if (token.isEmpty() || !call.header("authorization").equals("Bearer " + token)) {
            return problem(401, "AcessoNegado", "no token");
        }
        var body = call.body().isEmpty() ? Map.of() : map(new Yaml().load(call.body()));
        var charge = CHARGE.matcher(call.path());
        if (charge.matches()) {
            return charge(call.method(), charge.group(1), body);
        }
        var refund = REFUND.matcher(call.path());
        if (refund.matches()) {
            return refund(call.method(), refund.group(1), refund.group(2), body);
        }
        if (call.path().equals("/v2/webhook/" + PIX_KEY)) {
            return webhook(call.method(), body);
        }
        return call.path().equals("/v2/cob") && call.query().matches("inicio=.+&fim=.+")
                ? Reply.json(200, "{\"parametros\":{},\"cobs\":[]}")
                : complain(404, "NaoEncontrado", "no such address " + call.method() + " " + call.path());
    }

    private Reply token(Call call) {
        var pair =
                Base64.getEncoder().encodeToString((CLIENT_ID + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
        if (!call.header("authorization").equals("Basic " + pair)
                || !call.body().startsWith("grant_type=client_credentials")) {
            return Reply.json(401, "{\"error\":\"invalid_client\"}");
        }
        tokens++;
        token = "stub-token-" + tokens;
        return Reply.json(
                200, "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}".formatted(token));
    }

    private Reply charge(String method, String txid, Map<?, ?> body) {
        var known = charges.get(txid);
        if (method.equals("PUT")) {
            return known == null ? make(txid, body) : problem(400, "CobOperacaoInvalida", "the txid is in use");
        }
        if (known == null) {
            return problem(404, "NaoEncontrado", "no such charge");
        }
        if (method.equals("PATCH")) {
            return remove(known, body);
        }
        return Reply.json(200, shown(known));
    }

    private Reply make(String txid, Map<?, ?> body) {
        var unknown = body.keySet().stream()
                .map(String::valueOf)
                .filter(it -> !CHARGE_FIELDS.contains(it))
                .findFirst();
        if (unknown.isPresent()) {
            return complain(400, "CobOperacaoInvalida", "unknown field " + unknown.get());
        }
        var value = String.valueOf(map(body.get("valor")).get("original"));
        if (!value.matches("\\d{1,10}\\.\\d{2}") || !PIX_KEY.equals(body.get("chave"))) {
            return complain(400, "CobOperacaoInvalida", "value or key");
        }
        var payer = map(body.get("devedor"));
        if (!payer.isEmpty() && (payer.get("nome") == null || payer.get("cpf") == null && payer.get("cnpj") == null)) {
            return complain(400, "CobOperacaoInvalida", "half a payer");
        }
        var charge = new Charge(txid, body, clock.get().toString());
        charges.put(txid, charge);
        return Reply.json(201, shown(charge));
    }

    private Reply remove(Charge charge, Map<?, ?> body) {
        if (!body.equals(Map.of("status", "REMOVIDA_PELO_USUARIO_RECEBEDOR"))) {
            return complain(400, "CobOperacaoInvalida", "a change that is no removal");
        }
        if (charge.txid.equals(paidWhenRemoved)) {
            pays(charge.txid);
        }
        if (!charge.status.equals("ATIVA")) {
            return problem(400, "CobOperacaoInvalida", "it is " + charge.status);
        }
        charge.status = "REMOVIDA_PELO_USUARIO_RECEBEDOR";
        return Reply.json(200, shown(charge));
    }

    private Reply refund(String method, String endToEndId, String id, Map<?, ?> body) {
        var charge = charges.values().stream()
                .filter(it -> it.endToEndId.equals(endToEndId))
                .findFirst();
        if (charge.isEmpty()) {
            return problem(404, "NaoEncontrado", "no such Pix");
        }
        var refunds = charge.get().refunds;
        if (method.equals("PUT")) {
            var value = String.valueOf(body.get("valor"));
            if (body.size() != 1 || !value.matches("\\d{1,10}\\.\\d{2}")) {
                return complain(400, "PixDevolucaoInvalida", "value or unknown field");
            }
            if (refunds.containsKey(id) || !fits(charge.get(), new BigDecimal(value))) {
                return problem(400, "PixDevolucaoInvalida", "it is there already, or too much");
            }
            refunds.put(id, new Refund(value));
            return Reply.json(201, shown(id, refunds));
        }
        return refunds.containsKey(id) ? Reply.json(200, shown(id, refunds)) : problem(404, "NaoEncontrado", "none");
    }

    private static boolean fits(Charge charge, BigDecimal value) {
        var before = charge.refunds.values().stream()
                .filter(it -> !it.status.equals("NAO_REALIZADO"))
                .map(it -> new BigDecimal(it.value))
                .reduce(value, BigDecimal::add);
        return before.compareTo(new BigDecimal(charge.value())) <= 0;
    }

    private Reply webhook(String method, Map<?, ?> body) {
        if (method.equals("PUT")) {
            webhook = String.valueOf(body.get("webhookUrl"));
            return Reply.json(200, "");
        }
        return webhook.isEmpty()
                ? problem(404, "NaoEncontrado", "none")
                : Reply.json(200, "{\"webhookUrl\":\"%s\",\"chave\":\"%s\"}".formatted(webhook, PIX_KEY));
    }

    private static String shown(Charge it) {
        var paid = it.endToEndId.isEmpty() ? "" : ",\"pix\":[{\"txid\":\"%s\",%s}]".formatted(it.txid, pix(it));
        return """
                {"calendario":{"criacao":"%s","expiracao":%s},"txid":"%s","revisao":0,"status":"%s",\
                "valor":{"original":"%s"},"chave":"%s","location":"pix.example.com/qr/%3$s",\
                "pixCopiaECola":"00020101021226BR.GOV.BCB.PIX%3$s"%s}""".formatted(
                        it.made,
                        map(it.request.get("calendario")).get("expiracao"),
                        it.txid,
                        it.status,
                        it.value(),
                        PIX_KEY,
                        paid);
    }

    private static String pix(Charge it) {
        var refunds = new ArrayList<String>();
        it.refunds.forEach((id, refund) -> refunds.add(shown(id, it.refunds)));
        return "\"endToEndId\":\"%s\",\"valor\":\"%s\",\"horario\":\"%s\",\"devolucoes\":[%s]"
                .formatted(it.endToEndId, it.value(), it.made, String.join(",", refunds));
    }

    private static String shown(String id, Map<String, Refund> refunds) {
        var refund = new HashMap<>(refunds).get(id);
        return refund == null
                ? "{}"
                : "{\"id\":\"%s\",\"rtrId\":\"D%s\",\"valor\":\"%s\",\"status\":\"%s\",\"horario\":{}}"
                        .formatted(id, "0".repeat(31), refund.value, refund.status);
    }

    private Reply complain(int status, String type, String what) {
        complaints.add(what);
        return problem(status, type, what);
    }

    private static Reply problem(int status, String type, String detail) {
        return new Reply(
                status,
                "application/problem+json",
                "{\"type\":\"https://pix.bcb.gov.br/api/v2/error/%s\",\"title\":\"x\",\"status\":%d,\"detail\":\"%s\"}"
                        .formatted(type, status, detail));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    @Override
    public void close() {
        server.close();
    }
}
