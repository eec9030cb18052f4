package dev.pontage.admin.api;

import dev.pontage.admin.access.ApiTokens;
import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Person;
import dev.pontage.admin.people.Scopes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens for scripts. */
@RestController
@RequestMapping("/api/v1/tokens")
@Needs(Permission.PLATFORM)
class TokensEndpoint {
    private final ApiTokens tokens;
    private final Scopes scopes;
    private final Audit audit;

    TokensEndpoint(ApiTokens tokens, Scopes scopes, Audit audit) {
        this.tokens = tokens;
        this.scopes = scopes;
        this.audit = audit;
    }

    record NewToken(
            Optional<String> name, Optional<String> role, Optional<List<String>> tenantIds, Optional<Integer> days) {}

    /** The token is shown this once. */
    record Made(String name, String token) {
        @Override
        public String toString() {
            return "Made[" + name + "]";
        }
    }

    @GetMapping
    ResponseEntity<List<ApiTokens.Kept>> list(
            @RequestParam Optional<Integer> limit, @RequestParam Optional<String> cursor) {
        return Paged.of(tokens.list(), ApiTokens.Kept::place, limit, cursor, it -> it);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Made make(@RequestBody NewToken body) {
        var name = Given.text("name", body.name());
        var role = StaffEndpoint.role(body.role());
        var scope = body.tenantIds()
                .map(it -> StaffEndpoint.named(scopes, it))
                .orElseGet(() -> scopes.of("tenantIds", List.of()));
        var token = tokens.make(
                new ApiTokens.Draft(
                        name,
                        role,
                        scope.everyTenant(),
                        scope.tenants(),
                        body.days().filter(it -> it > 0).map(Duration::ofDays)),
                Person.current().name());
        audit.note("token.make", name, role + ", " + scope.words());
        return new Made(name, token);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id) {
        var revoked = tokens.revoke(id);
        audit.note("token.revoke", revoked.name(), revoked.role());
    }
}
