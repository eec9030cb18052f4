package dev.pontage.transport;

import java.util.Optional;

/**
 * What is kept of one request and its answer: nothing that is not on the list of harmless things.
 *
 * @param path without its query
 * @param status 0 if there was no answer
 * @param request its JSON with the values of unlisted keys replaced, empty if it is not JSON
 * @param response likewise
 * @param failure why there was no answer
 */
public record Exchange(
        String method,
        String host,
        String path,
        int status,
        long millis,
        boolean proxied,
        String request,
        String response,
        Optional<String> failure) {}
