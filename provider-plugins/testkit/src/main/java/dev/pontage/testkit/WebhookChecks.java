package dev.pontage.testkit;

import static dev.pontage.testkit.Check.that;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.Capability;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class WebhookChecks {
    private WebhookChecks() {}

    static List<Check> all() {
        var all = new ArrayList<Check>();
        all.add(distrusted("without a signature", "{\"status\":\"paid\"}"));
        all.add(distrusted("without a body", ""));
        all.add(distrusted("that is no JSON", "\u0000<<paid>>"));
        all.add(distrusted("of another shape", "[[{}],null,1e999]"));
        all.add(distrusted("of a megabyte", "[" + "{},".repeat(350_000) + "{}]"));
        all.add(distrusted("nested a thousand deep", "[".repeat(1_000) + "]".repeat(1_000)));
        all.add(that("a webhook as it should be is believed", it -> {
                    var verdict = it.acquirer.receive(webhook(it));
                    assertThat(verdict.verified()).as(verdict.why()).isTrue();
                    assertThat(verdict.events()).isNotEmpty();
                    assertThat(verdict.status()).isBetween(200, 299);
                })
                .needing(Capability.WEBHOOK));
        all.add(that(
                        "every event names its payment and itself",
                        it -> assertThat(it.acquirer.receive(webhook(it)).events())
                                .allSatisfy(event -> {
                                    assertThat(event.key()).isNotBlank();
                                    assertThat(event.subject().reference()).isNotBlank();
                                }))
                .needing(Capability.WEBHOOK));
        all.add(that("a webhook that comes again has the same keys", it -> {
                    var request = webhook(it);
                    assertThat(keys(it.acquirer.receive(request))).isEqualTo(keys(it.acquirer.receive(request)));
                })
                .needing(Capability.WEBHOOK));
        all.add(that("after a restart a webhook has the same keys", it -> {
                    var request = webhook(it);
                    assertThat(keys(it.afterRestart().receive(request))).isEqualTo(keys(it.acquirer.receive(request)));
                })
                .needing(Capability.WEBHOOK));
        all.add(that("a webhook before its payment's answer is read", it -> {
                    var early = it.subject.webhook(it.usual("early").paymentId());
                    Changes.assertClean(() -> it.acquirer.receive(early.orElseThrow(WebhookChecks::silent)));
                })
                .needing(Capability.WEBHOOK));
        all.add(that("webhooks out of order are read", it -> {
                    var one = webhook(it, "one");
                    var two = webhook(it, "two");
                    assertThat(it.acquirer.receive(two).verified()).isTrue();
                    assertThat(it.acquirer.receive(one).verified()).isTrue();
                })
                .needing(Capability.WEBHOOK));
        all.add(that(
                        "two payments' webhooks have different keys",
                        it -> assertThat(keys(it.acquirer.receive(webhook(it, "one"))))
                                .doesNotContainAnyElementsOf(keys(it.acquirer.receive(webhook(it, "two")))))
                .needing(Capability.WEBHOOK));
        all.add(that("a webhook without its headers is not believed", it -> {
                    var request = webhook(it);
                    if (request.headers().isEmpty()) {
                        throw Bench.nothingToTry("it is not signed by headers");
                    }
                    distrust(it, new WebhookRequest(request.path(), request.query(), Map.of(), request.body()));
                })
                .needing(Capability.WEBHOOK));
        all.add(that("a webhook whose content was changed is not believed", WebhookChecks::changed)
                .needing(Capability.WEBHOOK));
        all.add(that("a webhook that says nothing by itself calls nobody", it -> {
            var from = it.context.sent().size();
            it.acquirer.receive(bare("{}"));
            assertThat(it.writes(from)).isEmpty();
        }));
        return all;
    }

    private static Check distrusted(String how, String body) {
        return that("a webhook " + how + " is not believed", it -> distrust(it, bare(body)));
    }

    private static void distrust(Bench it, WebhookRequest request) {
        var verdict = it.acquirer.receive(request);
        assertThat(verdict.verified()).isFalse();
        assertThat(verdict.events()).isEmpty();
    }

    /** Each digit of the body, changed one at a time, and at most fifty of them: amounts, ids and signatures alike. */
    private static void changed(Bench it) {
        var request = webhook(it);
        var body = new String(request.body(), StandardCharsets.UTF_8);
        var headers = new HashMap<>(request.headers());
        if (headers.keySet().stream().allMatch(name -> name.equals("authorization") || name.startsWith("content-"))) {
            throw Bench.nothingToTry("what it says is not signed by headers");
        }
        var at = body.indexOf(it.id("webhook"));
        if (at < 0) {
            throw Bench.nothingToTry("the webhook does not name the payment by its id");
        }
        var other = body.charAt(at) == 'F' ? '0' : 'F';
        var forged = body.substring(0, at) + other + body.substring(at + 1);
        distrust(
                it,
                new WebhookRequest(request.path(), request.query(), headers, forged.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> keys(WebhookEvent.Verdict verdict) {
        return verdict.events().stream().map(WebhookEvent::key).toList();
    }

    private static WebhookRequest webhook(Bench it) {
        return webhook(it, "webhook");
    }

    private static WebhookRequest webhook(Bench it, String name) {
        var command = it.usual(name);
        it.acquirer.authorize(command);
        return it.subject.webhook(command.paymentId()).orElseThrow(WebhookChecks::silent);
    }

    private static org.opentest4j.TestAbortedException silent() {
        return Bench.nothingToTry("the stub sends no webhooks");
    }

    private static WebhookRequest bare(String body) {
        return new WebhookRequest("", "", Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
