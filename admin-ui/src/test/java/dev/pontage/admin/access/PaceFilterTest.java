package dev.pontage.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.limit.Allowance;
import dev.pontage.limit.Limits;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class PaceFilterTest {
    private final PaceFilter filter = new PaceFilter(new Limits(), new Allowance(1_000, 1_000, 1));

    @AfterEach
    void leave() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void a_token_that_asks_too_much_is_told_when_to_ask_again_and_others_go_on() throws Exception {
        var more = new MockHttpServletResponse();
        var other = new MockHttpServletResponse();

        var first = ask("wild", new MockHttpServletResponse(), () -> {
            ask("wild", more, () -> {});
            ask("calm", other, () -> {});
        });

        assertThat(first.getStatus()).isEqualTo(200);
        assertThat(more.getStatus()).isEqualTo(429);
        assertThat(more.getHeader("Retry-After")).isEqualTo("1");
        assertThat(more.getContentAsString()).contains("over-concurrency-limit");
        assertThat(other.getStatus()).isEqualTo(200);
    }

    /** One thing that is done while the request is inside. */
    private interface Meanwhile {
        void run() throws IOException, ServletException;
    }

    private MockHttpServletResponse ask(String name, MockHttpServletResponse response, Meanwhile meanwhile)
            throws IOException, ServletException {
        var person = new Person(name, Role.ADMINISTRATOR, true, Set.of());
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(person, "", List.of()));
        filter.doFilter(new MockHttpServletRequest(), response, (request, answer) -> meanwhile.run());
        return response;
    }
}
