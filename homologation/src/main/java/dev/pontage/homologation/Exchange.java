package dev.pontage.homologation;

/**
 * One request and its answer, as the report shows it: without card data, tokens and signatures.
 *
 * @param status 0 where there was no answer
 */
public record Exchange(String method, String address, String request, int status, String answer, long millis) {}
