package dev.pontage.homologation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** C7 to C12: messages, configuration, who may call, the Secure Proxy, tolerance and time. */
final class OtherPoints {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long LONGEST_MILLIS = 20_000;
    private static final int TOO_LARGE = (1 << 20) + 100;

    private OtherPoints() {}

    static void run(Suite suite) {
        suite.run("C7", "messages are answered on both paths, for any action", OtherPoints::messages);
        suite.run("C8", "the configuration flow begins with a token", OtherPoints::configuration);
        suite.run("C9", "without the right keys there is nothing", OtherPoints::keys);
        suite.run("C9", "both families of headers, in any casing", OtherPoints::families);
        suite.run("C10", "card tokens go through VTEX's proxy or nowhere", OtherPoints::proxy);
        suite.run("C11", "spellings, nothings and unknown fields", OtherPoints::tolerance);
        suite.run("C11", "what cannot be understood is 400 and shows no value", OtherPoints::nonsense);
        suite.run("C12", "an acquirer that takes long is answered in time", OtherPoints::slow);
    }

    private static void messages(Scene scene) {
        var payment = scene.approved();
        for (var path : new String[] {"inbound/hook", "inbound-request/enrollment"}) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("requestId", "I" + path.length() + payment);
            fields.put("transactionId", "TX-" + payment);
            fields.put("paymentId", payment);
            fields.put("authorizationId", null);
            fields.put("requestData", Map.of("body", "{\"a\":1}"));
            var answer = scene.gateway.change(payment, path, fields);
            Shapes.ok(answer);
            Failed.unless(answer.text("requestId").equals("I" + path.length() + payment), "requestId is another");
            Failed.unless(answer.text("paymentId").equals(payment), "paymentId is another");
            var data = answer.json().path("responseData");
            Failed.unless(data.path("statusCode").isIntegralNumber(), "statusCode is no whole number");
            Failed.unless(
                    data.path("content").isString() && data.path("contentType").isString(), "content is no text");
            Failed.unless(
                    scene.gateway.change(payment, path, fields).body().equals(answer.body()),
                    "the same message is answered otherwise");
        }
    }

    private static void configuration(Scene scene) {
        var body = JSON.writeValueAsString(Map.of(
                "applicationId",
                "vtex",
                "returnUrl",
                "https://homologation.vtexpayments.com.br/provider-return?authorizationCode="));
        var answer = scene.gateway.post("/authorization/token", body, Map.of());
        if (answer.status() == 404) {
            throw Failed.leftOut("the connector has no configuration flow");
        }
        Shapes.ok(answer);
        Failed.unless(answer.text("applicationId").equals("vtex"), "applicationId is not vtex");
        Failed.unless(!answer.text("token").isEmpty(), "token is empty");
        var page = scene.gateway.get("/authorization/redirect?applicationId=vtex&token=" + answer.text("token"));
        Failed.unless(page.status() == 200 || page.status() / 100 == 3, "HTTP " + page.status() + " to the browser");
        Shapes.error(
                scene.gateway.get("/authorization/credentials?applicationId=vtex&authorizationCode=nonsense"), 400);
        var elsewhere = JSON.writeValueAsString(
                Map.of("applicationId", "vtex", "returnUrl", "https://evil.example/?authorizationCode="));
        Shapes.error(scene.gateway.post("/authorization/token", elsewhere, Map.of()), 400);
    }

    private static void keys(Scene scene) {
        var order = scene.card(Gateway.newId(), Scene.APPROVED).json();
        var right = scene.gateway.credentials();
        for (var wrong : List.of(
                Map.<String, String>of(),
                Map.of("X-VTEX-API-AppKey", scene.target.appKey(), "X-VTEX-API-AppToken", "wrong"),
                Map.of("X-VTEX-API-Is-TestSuite", "true", "X-VTEX-API-AppKey", "x", "X-VTEX-API-AppToken", "y"))) {
            Shapes.error(scene.gateway.post("/payments", order, wrong), 401);
        }
        var both = new LinkedHashMap<>(right);
        both.put("X-PROVIDER-API-AppKey", "another");
        both.put("X-PROVIDER-API-AppToken", "another");
        Shapes.error(scene.gateway.post("/payments", order, both), 401);
    }

    private static void families(Scene scene) {
        for (var prefix : new String[] {"x-vtex-api-", "X-PROVIDER-API-", "X-Vtex-Api-"}) {
            var payment = Gateway.newId();
            var headers =
                    Map.of(prefix + "AppKey", scene.target.appKey(), prefix + "AppToken", scene.target.appToken());
            var answer = scene.gateway.post(
                    "/payments", scene.card(payment, Scene.APPROVED).json(), headers);
            Shapes.created(answer, payment, "approved");
        }
    }

    private static Map<String, @Nullable Object> tokens() {
        var card = new LinkedHashMap<String, @Nullable Object>();
        card.put("holder", null);
        card.put("number", null);
        card.put("csc", null);
        card.put("holderToken", "#vtex#token#d799bae#holder#");
        card.put("numberToken", "#vtex#token#d799bae#number#");
        card.put("cscToken", "#vtex#token#d799bae#csc#");
        card.put("bin", "444433");
        card.put("numberLength", 16);
        card.put("cscLength", 3);
        card.put("expiration", Map.of("month", "12", "year", "2032"));
        return card;
    }

    private static void proxy(Scene scene) {
        var payment = Gateway.newId();
        var order = scene.order(payment, scene.offer().card()).with("card", tokens());
        var without = scene.gateway.create(order);
        Shapes.created(without, payment, "denied");
        var other = Gateway.newId();
        var proxied = scene.order(other, scene.offer().card())
                .with("card", tokens())
                .with("secureProxyUrl", scene.callbacks.address("PROXY" + other))
                .with("secureProxyTokensUrl", scene.callbacks.address("TOKENS" + other));
        var answer = scene.gateway.create(proxied);
        Shapes.createdAnyhow(answer, other);
        Failed.unless(!answer.body().contains("#vtex#"), "a token stands in the answer");
    }

    private static void tolerance(Scene scene) {
        var payment = Gateway.newId();
        var odd = scene.order(payment, scene.offer().pix())
                .with("value", "31,90")
                .with("installments", "0")
                .with("sandBoxMode", true)
                .with("deviceFingerprint", null)
                .with("somethingNew", Map.of("deep", List.of(1, "two", Map.of())))
                .with("metadata", null)
                .with("recipients", null)
                .with("secureProxyTokensURL", "null")
                .without("miniCart");
        Shapes.created(scene.gateway.create(odd), payment, "undefined");
    }

    private static void nonsense(Scene scene) {
        var payment = Gateway.newId();
        var secret = "s3cr3tvalue";
        for (var body : List.of(
                "",
                "nonsense",
                "[]",
                "{\"paymentId\":" + "[".repeat(500) + "]".repeat(500) + "}",
                scene.order(payment, "Visa").with("value", secret).json(),
                scene.order(payment, "Visa").with("currency", secret).json(),
                scene.order(payment, "Visa")
                        .with("paymentId", Map.of("a", secret))
                        .json(),
                scene.order(payment, "Visa").without("paymentId").json(),
                scene.order(payment, "Visa").with("x", "y".repeat(TOO_LARGE)).json())) {
            var answer = scene.gateway.post("/payments", body);
            Shapes.error(answer, 400);
            Failed.unless(!answer.body().contains(secret), "the error shows what was sent");
        }
        Shapes.error(
                scene.gateway.post("/payments", new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'}),
                400);
    }

    /** The sandbox answers this amount after 25 s. */
    private static void slow(Scene scene) {
        if (!scene.target.sandbox()) {
            throw Failed.leftOut("only the sandbox can be made slow; use --sandbox");
        }
        var payment = Gateway.newId();
        var answer = scene.gateway.create(scene.card(payment, Scene.APPROVED).worth(9_999.03));
        Shapes.created(answer, payment, "undefined");
        Failed.unless(answer.millis() < LONGEST_MILLIS, "it took " + answer.millis() + " ms");
    }
}
