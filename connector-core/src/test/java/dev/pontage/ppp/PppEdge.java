package dev.pontage.ppp;

import dev.pontage.limit.Limits;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The edge over fakes, as a gateway talks to it. */
final class PppEdge {
    static final String CARD = """
            {"paymentId":"P1","paymentMethod":"Visa","value":31.90,"currency":"BRL",
             "card":{"holder":"Ana Souza","number":"4444333322221111","csc":"737",
                     "expiration":{"month":"02","year":"2028"},"document":"12345678909"}}""";

    final FakeDirectory directory = new FakeDirectory();
    final FakeEngine engine = new FakeEngine();
    private final MockMvc mvc;

    PppEdge() {
        this(true);
    }

    PppEdge(boolean directCards) {
        this(directCards, "default", false);
    }

    PppEdge(boolean directCards, String profile) {
        this(directCards, profile, false);
    }

    PppEdge(boolean directCards, boolean says429) {
        this(directCards, "default", says429);
    }

    private PppEdge(boolean directCards, String profile, boolean says429) {
        var environment = new MockEnvironment();
        environment.setActiveProfiles(profile);
        var limits = new Limits();
        var doorkeeper = new Doorkeeper(directory, directCards, environment);
        mvc = MockMvcBuilders.standaloneSetup(
                        new PaymentEndpoint(engine, engine, directory, doorkeeper, limits, engine, says429),
                        new ChangeEndpoint(engine, engine, directory, limits, says429),
                        new InboundEndpoint(engine, directory, limits),
                        new ManifestEndpoint(directory))
                .setControllerAdvice(new PppErrors())
                .addFilters(new CallerFilter(directory, false))
                .build();
    }

    /** What came back. */
    record Reply(int status, String text, JsonNode json, Optional<String> retryAfter) {}

    Reply post(String path, String body, String... headers) {
        return post(path, body.getBytes(java.nio.charset.StandardCharsets.UTF_8), headers);
    }

    Reply post(String path, byte[] body, String... headers) {
        var request = MockMvcRequestBuilders.post("/ppp/acmepay" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
        var given = headers.length == 0
                ? new String[] {"X-Vtex-Api-Appkey", "key", "x-vtex-api-apptoken", "token"}
                : headers;
        for (var i = 0; i + 1 < given.length; i += 2) {
            request.header(given[i], given[i + 1]);
        }
        return perform(request);
    }

    Reply get(String path) {
        return perform(MockMvcRequestBuilders.get("/ppp/" + path));
    }

    private Reply perform(org.springframework.test.web.servlet.RequestBuilder request) {
        try {
            MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
            var text = response.getContentAsString();
            return new Reply(
                    response.getStatus(),
                    text,
                    JsonMapper.shared().readTree(text),
                    Optional.ofNullable(response.getHeader("Retry-After")));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
