package dev.pontage.ppp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a body of VTEX's piece by piece. The card goes straight into byte arrays; nothing of it becomes a String, and the
 * body is zeroed once it has been read. Card tokens of the closed beta are read in the same way.
 */
final class BodyReader {
    static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_NAME = 512;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .maxStringLength(LARGEST)
                    .maxDocumentLength(LARGEST)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final JsonParser parser;
    private final CardFields card;

    /** The body without its card, and the card. */
    record Body(Fields fields, CardFields card) {}

    private BodyReader(JsonParser parser, CardFields card) {
        this.parser = parser;
        this.card = card;
    }

    /** Reads an object and zeroes the bytes. */
    static Body read(byte[] body) {
        if (!Utf8.isText(body)) {
            Arrays.fill(body, (byte) 0);
            throw new BadRequest("invalid-body", "the body must be in UTF-8");
        }
        var card = new CardFields();
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            var reader = new BodyReader(parser, card);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadRequest("invalid-body", "the body must be a JSON object");
            }
            var fields = Fields.root(reader.object(true));
            if (parser.nextToken() != null) {
                throw new BadRequest("invalid-body", "the body must end after its object");
            }
            return new Body(fields, card);
        } catch (JacksonException e) {
            card.wipe();
            throw new BadRequest("invalid-body", "the body is not valid JSON within the limits");
        } catch (BadRequest e) {
            card.wipe();
            throw e;
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private Map<String, @Nullable Object> object(boolean top) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            if (top && name.equalsIgnoreCase("card")) {
                card.read(parser);
            } else if (top && name.equalsIgnoreCase("cardTokenData")) {
                card.readToken(parser);
            } else {
                values.put(name, value());
            }
        }
        return values;
    }

    private @Nullable Object value() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(false);
            case START_ARRAY -> list();
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Fields.Literal(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private ArrayList<@Nullable Object> list() {
        var values = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value());
        }
        return values;
    }
}
