package dev.pontage.admin.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.access.Role;
import dev.pontage.admin.staff.Invitations;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.People;
import dev.pontage.admin.world.SettableClock;
import dev.pontage.admin.world.Web;
import dev.pontage.audit.AuditEntry;
import dev.pontage.audit.AuditTrail;
import dev.pontage.tenant.TenantJdbc;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Qualifier;

@AdminTest
class SignInTest {
    private static final Pattern PAPER = Pattern.compile("<code[^>]*>([a-z0-9]{12})</code>");

    private final People people;
    private final Invitations invitations;
    private final AuditTrail trail;
    private final TenantJdbc jdbc;
    private final SettableClock clock;

    SignInTest(
            People people,
            Invitations invitations,
            AuditTrail trail,
            @Qualifier("adminJdbc") TenantJdbc jdbc,
            Clock clock) {
        this.people = people;
        this.invitations = invitations;
        this.trail = trail;
        this.jdbc = jdbc;
        this.clock = (SettableClock) clock;
    }

    private Web.Page password(Web web, String email, String password) {
        web.get("/admin/login");
        return web.post("/admin/login", Map.of("email", email, "password", password));
    }

    private Web.Page code(Web web, String code) {
        return web.post("/admin/second-factor", Map.of("code", code));
    }

    /** A code works once, so that the next one needs the next half minute. */
    private String nextCode(People.Someone who) {
        clock.advance(Duration.ofSeconds(30));
        return people.code(who.secret());
    }

    @Test
    void the_way_in_is_open_before_there_is_anybody() {
        var page = people.browser().get("/admin/login");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.response().headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(it -> assertThat(it)
                        .contains("default-src 'none'")
                        .doesNotContain("unsafe-inline")
                        .doesNotContain("unsafe-eval"));
    }

    @Test
    void password_and_code_open_the_door() {
        var who = people.join(Role.VIEWER);
        var web = people.browser();
        assertThat(password(web, who.email(), People.PASSWORD).path()).isEqualTo("/admin/second-factor");
        assertThat(code(web, nextCode(who)).path()).isEqualTo("/admin");
    }

    @Test
    void the_password_alone_opens_nothing() {
        var who = people.join(Role.ADMINISTRATOR);
        var web = people.browser();
        password(web, who.email(), People.PASSWORD);
        assertThat(web.get("/admin/payments").path()).isEqualTo("/admin/login");
    }

    @Test
    void a_code_works_once() {
        var who = people.join(Role.VIEWER);
        var used = nextCode(who);
        var first = people.browser();
        password(first, who.email(), People.PASSWORD);
        assertThat(code(first, used).path()).isEqualTo("/admin");
        var second = people.browser();
        password(second, who.email(), People.PASSWORD);
        assertThat(code(second, used).path()).isEqualTo("/admin/second-factor");
    }

    @Test
    void a_recovery_code_opens_once_in_place_of_the_app() {
        var web = people.browser();
        var token = invitations.invite(Role.VIEWER, true, Set.of());
        var email = "paper-" + System.nanoTime() + "@psp.example";
        web.get("/admin/first?token=" + token);
        var enrol = web.post(
                "/admin/first", Map.of("token", token, "name", "Paper", "email", email, "password", People.PASSWORD));
        var secret = enrol.find("id=\"secret\"[^>]*>([A-Z2-7 ]+)<").replace(" ", "");
        var codes = PAPER.matcher(code(web, people.code(secret)).body())
                .results()
                .map(it -> it.group(1))
                .toList();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();

        var lost = people.browser();
        password(lost, email, People.PASSWORD);
        assertThat(code(lost, codes.getFirst()).path()).isEqualTo("/admin");
        var again = people.browser();
        password(again, email, People.PASSWORD);
        assertThat(code(again, codes.getFirst()).path()).isEqualTo("/admin/second-factor");
        assertThat(code(again, codes.get(1)).path()).isEqualTo("/admin");
    }

    @Test
    void after_ten_failures_even_the_right_password_rests_for_a_quarter_of_an_hour() {
        var who = people.join(Role.VIEWER);
        var web = people.browser();
        for (var i = 0; i < 10; i++) {
            assertThat(password(web, who.email(), "wrong wrong wrong").path()).isEqualTo("/admin/login");
        }
        assertThat(password(web, who.email(), People.PASSWORD).path()).isEqualTo("/admin/login");
        clock.advance(Duration.ofMinutes(16));
        assertThat(password(web, who.email(), People.PASSWORD).path()).isEqualTo("/admin/second-factor");
    }

    @Test
    void wrong_codes_lock_the_door_too() {
        var who = people.join(Role.VIEWER);
        var web = people.browser();
        password(web, who.email(), People.PASSWORD);
        for (var i = 0; i < 10; i++) {
            code(web, "000000");
        }
        assertThat(code(web, nextCode(who)).path()).isEqualTo("/admin/second-factor");
    }

    @Test
    void an_unknown_address_is_answered_like_a_wrong_password() {
        var who = people.join(Role.VIEWER);
        var known = password(people.browser(), who.email(), "wrong wrong wrong");
        var unknown = password(people.browser(), "nobody@psp.example", "wrong wrong wrong");
        assertThat(unknown.status()).isEqualTo(known.status());
        assertThat(unknown.text().replace("nobody@psp.example", ""))
                .isEqualTo(known.text().replace(who.email(), ""));
    }

    @Test
    void a_session_ends_when_nobody_uses_it_for_a_quarter_of_an_hour() {
        var who = people.join(Role.VIEWER);
        idle(who.web(), Duration.ofMinutes(14));
        assertThat(who.web().get("/admin").path()).isEqualTo("/admin");
        idle(who.web(), Duration.ofMinutes(15).plusSeconds(5));
        assertThat(who.web().get("/admin").path()).isEqualTo("/admin/login");
    }

    /** As if the browser had last been heard of that long ago. */
    private void idle(Web web, Duration since) {
        var id = web.session();
        jdbc.transact(() ->
                jdbc.sql("""
                        update SPRING_SESSION set LAST_ACCESS_TIME = LAST_ACCESS_TIME - :millis,
                            EXPIRY_TIME = EXPIRY_TIME - :millis where SESSION_ID = :id
                        """).param("millis", since.toMillis()).param("id", id).update());
    }

    @Test
    void each_step_of_the_way_in_takes_a_new_session() {
        var who = people.join(Role.VIEWER);
        var web = people.browser();
        password(web, who.email(), People.PASSWORD);
        var halfway = web.session();
        code(web, nextCode(who));
        assertThat(web.session()).isNotEqualTo(halfway);
    }

    @Test
    void logging_out_ends_the_session_at_the_server() {
        var who = people.join(Role.VIEWER);
        assertThat(who.web().post("/admin/logout", Map.of()).path()).isEqualTo("/admin/login");
        assertThat(who.web().get("/admin").path()).isEqualTo("/admin/login");
    }

    @ParameterizedTest
    @CsvSource({"short1234", "passwordpassword", "aaaaaaaaaaaaaaaa", "123456789012"})
    void a_weak_password_is_refused_and_what_was_typed_is_kept(String weak) {
        var token = invitations.invite(Role.VIEWER, true, Set.of());
        var web = people.browser();
        web.get("/admin/first?token=" + token);
        var page = web.post(
                "/admin/first",
                Map.of("token", token, "name", "Kept Name", "email", "k@psp.example", "password", weak));
        assertThat(page.path()).isEqualTo("/admin/first");
        assertThat(page.body()).contains("Kept Name").contains("k@psp.example").doesNotContain(weak);
    }

    @Test
    void an_invitation_opens_once_and_for_a_day() {
        var token = invitations.invite(Role.VIEWER, true, Set.of());
        assertThat(invitations.isOpen(token)).isTrue();
        clock.advance(Duration.ofHours(25));
        assertThat(invitations.isOpen(token)).isFalse();
    }

    @Test
    void the_first_administrators_link_is_worth_nothing_once_there_is_somebody() {
        people.join(Role.VIEWER);
        assertThat(invitations.first()).isEmpty();
    }

    @Test
    void logins_and_refusals_stand_in_the_trail() {
        var who = people.join(Role.VIEWER);
        password(people.browser(), who.email(), "wrong wrong wrong");
        assertThat(trail.newest(50).stream().filter(it -> it.actor().equals(who.email())))
                .extracting(AuditEntry::action)
                .contains("staff.join", "login", "login.refused");
    }
}
