package dev.pontage.webhook;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookEvent.Verdict;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What a plugin read in a webhook, as text. No more of a card may stand in it than in the webhook that is kept; only what
 * names things stays as it is, for a name that adds up like a card's number must still be found.
 */
final class KeptVerdict {
    private static final Set<String> NAMES =
            Set.of("type", "key", "subject", "change", "id", "authorizationId", "tid", "nsu");

    private static final List<Class<?>> CLOSED =
            List.of(WebhookEvent.News.class, Authorization.Outcome.class, Change.Outcome.class, NextStep.class);

    private static final JsonMapper MAPPER = mapper();

    private KeptVerdict() {}

    /** Which of its kinds a closed type is stands beside its parts. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    private static JsonMapper mapper() {
        var builder = JsonMapper.builder();
        for (var type : CLOSED) {
            builder.addMixIn(type, Typed.class).registerSubtypes(type.getPermittedSubclasses());
        }
        return builder.build();
    }

    static String written(Verdict verdict) {
        return MAPPER.writeValueAsString(scrubbed(MAPPER.valueToTree(verdict)));
    }

    static Verdict read(String text) {
        return MAPPER.readValue(text, Verdict.class);
    }

    private static JsonNode scrubbed(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (var name : List.copyOf(object.propertyNames())) {
                if (!NAMES.contains(name)) {
                    object.set(name, scrubbed(object.get(name)));
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                array.set(i, scrubbed(array.get(i)));
            }
        }
        return node.isString() ? StringNode.valueOf(CardScrub.of(node.asString())) : node;
    }
}
