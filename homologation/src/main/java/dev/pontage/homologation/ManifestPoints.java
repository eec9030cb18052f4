package dev.pontage.homologation;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** C1: what a manifest must be. */
final class ManifestPoints {
    private static final List<String> STAGES = List.of("onAuthorize", "onCapture", "disabled");
    private static final List<String> TYPES = List.of("text", "password", "select");
    private static final int MOST_METADATA = 3;
    private static final int LONGEST_METADATA = 20;

    private ManifestPoints() {}

    static void run(Suite suite) {
        suite.run("C1", "the manifest is public and lists methods", ManifestPoints::methods);
        suite.run("C1", "custom fields, hours and metadata have their shapes", ManifestPoints::fields);
        suite.run("C1", "the list of payment methods of old is still there", ManifestPoints::list);
    }

    private static void methods(Scene scene) {
        var manifest = scene.gateway.get("/manifest");
        Shapes.ok(manifest);
        var methods = manifest.json().path("paymentMethods");
        Failed.unless(methods.isArray() && !methods.isEmpty(), "paymentMethods is empty");
        for (var method : methods) {
            Failed.unless(!method.path("name").asString("").isEmpty(), "a method has no name");
            Failed.unless(
                    STAGES.contains(method.path("allowsSplit").asString("")),
                    "allowsSplit of " + method.path("name").asString("") + " is " + method.path("allowsSplit"));
        }
    }

    private static void fields(Scene scene) {
        var manifest = scene.gateway.get("/manifest").json();
        manifest.path("customFields").forEach(ManifestPoints::field);
        var delay = manifest.path("autoSettleDelay");
        if (!delay.isMissingNode()) {
            for (var end : new String[] {"minimum", "maximum"}) {
                Failed.unless(
                        delay.path(end).isString() && delay.path(end).asString().matches("\\d+"),
                        "autoSettleDelay." + end + " is not a text of whole hours");
            }
        }
        var metadata = manifest.path("metadataFields");
        Failed.unless(metadata.size() <= MOST_METADATA, "there are more than three metadataFields");
        metadata.forEach(it -> Failed.unless(
                it.isString() && it.asString().length() <= LONGEST_METADATA, "a metadata field's name is too long"));
    }

    private static void field(JsonNode field) {
        var type = field.path("type").asString("");
        Failed.unless(!field.path("name").asString("").isEmpty(), "a custom field has no name");
        Failed.unless(TYPES.contains(type), "a custom field has the type " + type);
        if (type.equals("select")) {
            Failed.unless(!field.path("options").isEmpty(), "a select has no options");
            field.path("options")
                    .forEach(it -> Failed.unless(
                            it.path("text").isString() && it.path("value").isString(),
                            "an option needs text and value"));
        }
    }

    private static void list(Scene scene) {
        var answer = scene.gateway.get("/payment-methods");
        Shapes.ok(answer);
        var methods = answer.json().path("paymentMethods");
        Failed.unless(!methods.isEmpty() && methods.get(0).isString(), "it is no list of names");
    }
}
