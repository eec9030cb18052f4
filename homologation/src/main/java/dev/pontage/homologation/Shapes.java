package dev.pontage.homologation;

import java.util.List;

/** What an answer must look like, whatever it says. */
final class Shapes {
    private static final List<String> REQUIRED = List.of(
            "paymentId",
            "status",
            "authorizationId",
            "tid",
            "nsu",
            "acquirer",
            "delayToAutoSettle",
            "delayToAutoSettleAfterAntifraud",
            "delayToCancel");
    private static final List<String> STATUSES = List.of("approved", "denied", "undefined");
    private static final List<String> TEXTS = List.of(
            "paymentId", "status", "authorizationId", "tid", "nsu", "acquirer", "code", "message", "paymentUrl");
    private static final int LONGEST_SETTLE = 604_800;
    private static final int SHORTEST_CANCEL = 600;
    private static final int LONGEST_CANCEL = 2_592_000;
    private static final int SHORTEST_PIX = 900;
    private static final int LONGEST_PIX = 3_600;
    private static final int LONGEST_ANSWER = 65_536;

    private Shapes() {}

    /** A create answer with every required key, and with this status. */
    static void created(Answer answer, String payment, String status) {
        createdAnyhow(answer, payment);
        Failed.unless(
                answer.text("status").equals(status),
                "status is " + answer.text("status") + " and not " + status + " (code " + answer.text("code") + ")");
    }

    static void createdAnyhow(Answer answer, String payment) {
        ok(answer);
        for (var key : REQUIRED) {
            Failed.unless(answer.json().has(key), "the key " + key + " is missing");
        }
        for (var key : TEXTS) {
            var node = answer.json().path(key);
            Failed.unless(
                    node.isMissingNode() || node.isNull() || node.isString(), key + " is neither a text nor null");
        }
        Failed.unless(answer.text("paymentId").equals(payment), "paymentId is not the one that was sent");
        Failed.unless(STATUSES.contains(answer.text("status")), "status is " + answer.text("status"));
        Failed.unless(answer.body().length() < LONGEST_ANSWER, "the answer is longer than 64 KiB");
        delays(answer, false);
        Failed.unless(
                !(answer.text("paymentUrl").length() > 0
                        && answer.json().path("paymentAppData").isObject()),
                "there are both a paymentUrl and paymentAppData");
    }

    static void ok(Answer answer) {
        Failed.unless(answer.status() == 200, "HTTP " + answer.status() + " and not 200");
        json(answer);
    }

    static void json(Answer answer) {
        Failed.unless(answer.contentType().startsWith("application/json"), "Content-Type is " + answer.contentType());
        Failed.unless(answer.json().isObject(), "the body is no object");
    }

    static void delays(Answer answer, boolean pix) {
        var cancel = number(answer, "delayToCancel");
        Failed.unless(
                pix
                        ? cancel >= SHORTEST_PIX && cancel <= LONGEST_PIX
                        : cancel >= SHORTEST_CANCEL && cancel <= LONGEST_CANCEL,
                "delayToCancel is " + cancel);
        for (var name : new String[] {"delayToAutoSettle", "delayToAutoSettleAfterAntifraud"}) {
            var settle = number(answer, name);
            Failed.unless(settle >= 0 && settle <= LONGEST_SETTLE, name + " is " + settle);
        }
    }

    private static int number(Answer answer, String name) {
        var node = answer.json().path(name);
        Failed.unless(node.isIntegralNumber(), name + " is not a whole number");
        return node.asInt();
    }

    /** A change that was carried out. */
    static String changed(Answer answer, String idName, String payment, String request) {
        ok(answer);
        echoes(answer, payment, request);
        Failed.unless(!answer.text(idName).isEmpty(), idName + " is empty");
        Failed.unless(answer.json().has("code") && answer.json().has("message"), "code or message is missing");
        return answer.text(idName);
    }

    static void worth(Answer answer, double value) {
        var node = answer.json().path("value");
        Failed.unless(node.isNumber() && node.asDouble() == value, "value is " + node + " and not " + value);
    }

    /** A change that was not carried out. */
    static void refused(Answer answer, String idName, String payment, String request) {
        Failed.unless(answer.status() == 500, "HTTP " + answer.status() + " and not 500");
        json(answer);
        echoes(answer, payment, request);
        Failed.unless(answer.isNull(idName), idName + " is not null");
        Failed.unless(!answer.text("code").isEmpty(), "code is empty");
        if (!idName.equals("cancellationId")) {
            worth(answer, 0);
        }
    }

    private static void echoes(Answer answer, String payment, String request) {
        Failed.unless(answer.text("paymentId").equals(payment), "paymentId is not the one that was sent");
        Failed.unless(answer.text("requestId").equals(request), "requestId is not the one that was sent");
    }

    /** The protocol's error, which never shows what was sent. */
    static void error(Answer answer, int status) {
        Failed.unless(answer.status() == status, "HTTP " + answer.status() + " and not " + status);
        json(answer);
        Failed.unless(answer.text("status").equals("error"), "the body's status is not error");
        Failed.unless(!answer.text("code").isEmpty() && !answer.text("message").isEmpty(), "code or message is empty");
    }
}
