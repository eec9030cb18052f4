package dev.pontage.admin.api;

import dev.pontage.error.Rejection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a body gave. */
final class Given {
    private Given() {}

    static String text(String field, Optional<String> value) {
        return value.filter(it -> !it.isBlank())
                .orElseThrow(() -> Rejection.invalid(field, "This field must be given."));
    }

    /** Settings are text to a plugin, however the script wrote them. */
    static Map<String, String> settings(Map<String, @Nullable Object> given) {
        var settings = new HashMap<String, String>();
        given.forEach((key, value) -> {
            if (value != null) {
                settings.put(key, value.toString());
            }
        });
        return settings;
    }
}
