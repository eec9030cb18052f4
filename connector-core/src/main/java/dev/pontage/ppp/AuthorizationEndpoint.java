package dev.pontage.ppp;

import dev.pontage.affiliation.Affiliation.Credential;
import dev.pontage.affiliation.ConfigurationFlow;
import dev.pontage.affiliation.Connector;
import dev.pontage.error.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The configuration flow as VTEX calls it. Nobody has credentials yet: that is what it is for. */
@RestController
class AuthorizationEndpoint {
    private static final String APPLICATION = "vtex";
    private static final int FOUND = 302;

    /** As its column has it. */
    private static final int LONGEST_ADDRESS = 2000;

    private final ConfigurationFlow flow;
    private final Directory directory;
    private final String publicUrl;

    AuthorizationEndpoint(
            ConfigurationFlow flow,
            Directory directory,
            @Value("${pontage.public-url:http://localhost:8080}") String publicUrl) {
        this.flow = flow;
        this.directory = directory;
        this.publicUrl = publicUrl;
    }

    @PostMapping("/ppp/{connector}/authorization/token")
    ResponseEntity<byte[]> token(HttpServletRequest http, @PathVariable String connector) {
        var fields = Bodies.read(http).fields();
        var returnUrl = fields.address("returnUrl", LONGEST_ADDRESS)
                .orElseThrow(() -> BadRequest.field("returnUrl", "is missing"));
        if (!fields.required("applicationId").equals(APPLICATION)) {
            throw BadRequest.field("applicationId", "must be " + APPLICATION);
        }
        try {
            return answer("token", flow.begin(existing(connector), returnUrl));
        } catch (Rejection e) {
            throw BadRequest.field("returnUrl", "must lead to VTEX");
        }
    }

    /** The merchant's browser: on to our page. */
    @GetMapping("/ppp/{connector}/authorization/redirect")
    ResponseEntity<byte[]> redirect(@PathVariable String connector, @RequestParam(defaultValue = "") String token) {
        var wish = Optional.of(token).filter(Text::isKey).flatMap(flow::find);
        if (wish.filter(it -> it.connector().slug().equals(connector)).isEmpty()) {
            return Replies.error(400, "invalid-token", "the token is unknown or has expired; begin again in VTEX");
        }
        return ResponseEntity.status(FOUND)
                .header(
                        HttpHeaders.LOCATION,
                        publicUrl + "/admin/connect/" + URLEncoder.encode(token, StandardCharsets.UTF_8))
                .body(new byte[0]);
    }

    @GetMapping("/ppp/{connector}/authorization/credentials")
    ResponseEntity<byte[]> credentials(
            @PathVariable String connector, @RequestParam(defaultValue = "") String authorizationCode) {
        return Optional.of(authorizationCode)
                .filter(Text::isKey)
                .flatMap(it -> flow.collect(existing(connector), it))
                .map(AuthorizationEndpoint::answer)
                .orElseGet(() -> Replies.error(
                        400, "invalid-authorizationCode", "the code is unknown, was used already or has expired"));
    }

    private Connector existing(String connector) {
        return directory.connector(connector).orElseThrow(() -> new IllegalStateException("checked by the filter"));
    }

    private static ResponseEntity<byte[]> answer(String name, String value) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("applicationId", APPLICATION);
        body.put(name, value);
        return Replies.of(200, body);
    }

    private static ResponseEntity<byte[]> answer(Credential credential) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("applicationId", APPLICATION);
        body.put("appKey", credential.appKey());
        body.put("appToken", credential.appToken());
        return Replies.of(200, body);
    }
}
