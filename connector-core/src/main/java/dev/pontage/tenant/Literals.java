package dev.pontage.tenant;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Values as they stand in a statement's text, the same on both kinds of server and whatever their mode. What is more than
 * plain characters is written as the numbers of its bytes, in which nothing can end a literal before its end.
 */
final class Literals {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final HexFormat HEX = HexFormat.of();

    private Literals() {}

    static void write(@Nullable Object value, StringBuilder text) {
        switch (value) {
            case null -> text.append("null");
            case Boolean it -> text.append(it ? '1' : '0');
            case Integer it -> text.append(it.intValue());
            case Long it -> text.append(it.longValue());
            case byte[] it -> text.append("x'").append(HEX.formatHex(it)).append('\'');
            case String it -> write(it, text);
            case Timestamp it -> {
                text.append('\'');
                TIME.formatTo(LocalDateTime.ofInstant(it.toInstant(), ZoneOffset.UTC), text);
                text.append('\'');
            }
            default -> throw new IllegalArgumentException("there is no literal for a " + value.getClass());
        }
    }

    /** Both kinds name their characters: without that they sort differently, and a choice among both could not be compared. */
    private static void write(String value, StringBuilder text) {
        text.append("_utf8mb4");
        if (value.chars().allMatch(Literals::isPlain)) {
            text.append('\'').append(value).append('\'');
        } else {
            text.append(" x'")
                    .append(HEX.formatHex(value.getBytes(StandardCharsets.UTF_8)))
                    .append('\'');
        }
    }

    private static boolean isPlain(int character) {
        return character >= ' ' && character <= '~' && character != '\'' && character != '\\';
    }
}
