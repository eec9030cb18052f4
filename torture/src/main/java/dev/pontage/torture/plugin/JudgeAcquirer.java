package dev.pontage.torture.plugin;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.Transport.Request;
import dev.pontage.spi.Transport.Response;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.RequestId;
import dev.pontage.spi.settings.Settings;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Speaks to the judge. References and keys of the torture are letters, digits and hyphens: nothing is encoded. */
final class JudgeAcquirer implements Acquirer {
    private final String address;
    private final AcquirerContext context;
    private final boolean keysCount;

    JudgeAcquirer(Settings settings, AcquirerContext context, boolean keysCount) {
        this.address = settings.get("apiBaseUrl");
        this.context = context;
        this.keysCount = keysCount;
    }

    @Override
    public Authorization.Outcome authorize(Authorization it) {
        var reference = it.paymentId().value();
        var form = "reference=" + reference + "&"
                + form(new RequestId(reference, it.request().key()), it.amount());
        return authorized(fields(post("/sales", form)));
    }

    @Override
    public Change.Outcome cancel(Change.Cancel it) {
        return change(it, "cancel", it.amount());
    }

    @Override
    public Change.Outcome settle(Change.Settle it) {
        return change(it, "settle", it.amount());
    }

    @Override
    public Change.Outcome refund(Change.Refund it) {
        return change(it, "refund", it.amount());
    }

    @Override
    public Inquiry.Outcome inquire(Inquiry it) {
        var path = "/sales/" + it.paymentId().value();
        var change = it.change().map(its -> "/" + its.request().key());
        var found = context.transport().send(Request.get(URI.create(address + path + change.orElse(""))));
        if (found.status() == 404) {
            return new Inquiry.NotFound();
        }
        var fields = fields(found);
        if (change.isPresent()) {
            return new Inquiry.Changed(changed(fields));
        }
        return "99".equals(fields.get("code"))
                ? new Inquiry.Gone("released")
                : new Inquiry.Authorized(authorized(fields));
    }

    private Change.Outcome change(Change it, String verb, Money amount) {
        var path = "/sales/" + it.paymentId().value() + "/" + verb;
        return changed(fields(post(path, form(it.request(), amount))));
    }

    private String form(RequestId request, Money amount) {
        return "name=" + request.value() + "&key=" + request.key() + "&amount=" + amount.minor() + "&once="
                + (keysCount ? "yes" : "no");
    }

    private Response post(String path, String form) {
        return context.transport().send(Request.form(URI.create(address + path), form));
    }

    private static Authorization.Outcome authorized(Map<String, String> reply) {
        return switch (reply.getOrDefault("code", "")) {
            case "00" ->
                Authorization.Approved.of(Identifiers.of(
                        reply.getOrDefault("auth", ""), reply.getOrDefault("tid", ""), reply.getOrDefault("nsu", "")));
            case "51" -> Authorization.Denied.of(new Decline("51", "no funds", Decline.Kind.SOFT));
            default -> throw AcquirerException.inDoubt("a code that is not known");
        };
    }

    private static Change.Outcome changed(Map<String, String> reply) {
        return switch (reply.getOrDefault("code", "")) {
            case "00" -> Change.Done.of(reply.getOrDefault("id", ""));
            case "14", "51" -> new Change.Refused(new Decline("14", "refused", Decline.Kind.HARD));
            default -> throw AcquirerException.inDoubt("a code that is not known");
        };
    }

    private static Map<String, String> fields(Response response) {
        if (!response.ok()) {
            throw AcquirerException.inDoubt("HTTP " + response.status());
        }
        var fields = new HashMap<String, String>();
        for (var pair : response.text().split("&")) {
            var parts = pair.split("=", 2);
            fields.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return fields;
    }
}
