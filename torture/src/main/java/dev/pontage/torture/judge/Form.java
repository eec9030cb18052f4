package dev.pontage.torture.judge;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Names and values, as a form carries them. */
record Form(Map<String, String> fields) {

    static Form of(byte[] body) {
        var fields = new HashMap<String, String>();
        for (var pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            var at = pair.indexOf('=');
            if (at > 0) {
                fields.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return new Form(fields);
    }

    String get(String name) {
        return fields.getOrDefault(name, "");
    }

    long number(String name) {
        return Long.parseLong(get(name));
    }
}
