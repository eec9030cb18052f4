package dev.pontage.admin.world;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.staff.Invitations;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.stereotype.Component;

/** The staff of a test: each comes in by an invitation and an authenticator app, as people do. */
@Component
public class People {
    /** Everybody's. */
    public static final String PASSWORD = "a horse on the staircase";

    private final Invitations invitations;
    private final WebServerApplicationContext server;
    private final SettableClock clock;

    People(Invitations invitations, WebServerApplicationContext server, Clock clock) {
        this.invitations = invitations;
        this.server = server;
        this.clock = (SettableClock) clock;
    }

    /** Somebody at work: what they know and the browser before them. */
    public record Someone(String email, String secret, Web web) {}

    /** A browser that nobody is logged in with. */
    public Web browser() {
        return new Web(port());
    }

    /** A script with the token of the environment. */
    public Api script() {
        return script(AdminWorld.TOKEN);
    }

    /** A script with a token. */
    public Api script(String token) {
        return new Api(port(), token);
    }

    /** Where the server listens. */
    public int port() {
        var running = server.getWebServer();
        return running == null ? 0 : running.getPort();
    }

    /** A new member with this role, for all merchants or for these only, who has just logged in. */
    public Someone join(Role role, UUID... merchants) {
        var token = invitations.invite(role, merchants.length == 0, Set.of(merchants));
        var email = Marks.newest() + "@psp.example";
        var web = browser();
        web.get("/admin/first?token=" + token);
        var enrol = web.post(
                "/admin/first",
                Map.of("token", token, "name", role.name() + " Souza", "email", email, "password", PASSWORD));
        var secret = enrol.find("id=\"secret\"[^>]*>([A-Z2-7 ]+)<").replace(" ", "");
        web.post("/admin/second-factor", Map.of("code", code(secret)));
        web.get("/admin");
        return new Someone(email, secret, web);
    }

    /** The same person in one more browser. */
    public Web login(Someone who) {
        clock.advance(Duration.ofSeconds(30));
        var web = browser();
        web.get("/admin/login");
        web.post("/admin/login", Map.of("email", who.email(), "password", PASSWORD));
        web.post("/admin/second-factor", Map.of("code", code(who.secret())));
        web.get("/admin");
        return web;
    }

    /** What the app shows now. */
    public String code(String secret) {
        return AuthenticatorApp.code(secret, clock.instant());
    }
}
