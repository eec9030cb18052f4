package dev.pontage.admin.world;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** A browser without a screen: keeps cookies, follows redirects, fills in the token of forms. */
public final class Web {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final String base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private String language = "en";
    private String csrf = "";

    Web(int port) {
        this.base = "http://localhost:" + port;
    }

    /** A page as it arrived, redirects followed. */
    public record Page(int status, String path, String body, HttpResponse<String> response) {
        /** The body as a person reads it. */
        public String text() {
            return HtmlUtils.htmlUnescape(body.replaceAll("<[^>]+>", " ")).replaceAll("\\s+", " ");
        }

        /** The first match's group. */
        public String find(String pattern) {
            var matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(body);
            if (!matcher.find()) {
                throw new AssertionError("the page has no " + pattern + ":\n" + body);
            }
            return HtmlUtils.htmlUnescape(matcher.group(1));
        }
    }

    /** Reads in another language. */
    public Web in(String other) {
        this.language = other;
        return this;
    }

    /** Opens a page. */
    public Page get(String path) {
        return send(request(path).GET());
    }

    /** Sends a form with the token of the page seen last. */
    public Page post(String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        body + (body.isEmpty() ? "" : "&") + "_csrf=" + encoded(csrf))));
    }

    /** Sends a form with a file, in the way browsers do. */
    public Page upload(String path, String field, String fileName, String content) {
        var line = "--file-follows-" + fileName.hashCode();
        var body = line + "\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + csrf + "\r\n" + line
                + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n" + line + "--\r\n";
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + line.substring(2))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Forgets the token that every form must carry. */
    public void forgetCsrf() {
        csrf = "wrong";
    }

    /** The session's id, as the database keeps it. */
    public String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(it -> it.getName().equals("pontage"))
                .map(it -> new String(java.util.Base64.getDecoder().decode(it.getValue()), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Accept-Language", language);
    }

    private Page send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            var token = CSRF.matcher(response.body());
            if (token.find()) {
                csrf = token.group(1);
            }
            return new Page(response.statusCode(), response.uri().getPath(), response.body(), response);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
