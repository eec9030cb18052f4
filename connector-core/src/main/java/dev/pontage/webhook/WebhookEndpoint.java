package dev.pontage.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.limit.Allowance;
import dev.pontage.limit.Entry;
import dev.pontage.limit.Limits;
import dev.pontage.limit.Work;
import dev.pontage.spi.payment.WebhookRequest;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantScope;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where acquirers' webhooks arrive. Stored and acknowledged, nothing more: an acquirer that waits for our work gives up
 * and stops sending. Only the few with card data in them are read before they are stored without it. Open to the world,
 * so size and rate have limits before anything is stored.
 */
@RestController
class WebhookEndpoint {
    /** Acquirers read the status alone; the older webhooks of one want to read this word as well. */
    private static final String ACKNOWLEDGED = "[accepted]";

    private static final int LARGEST = 1 << 20;
    private static final int LONGEST_HEADER = 4_096;
    private static final int MOST_HEADERS = 60;
    static final Allowance EACH = new Allowance(100, 300, 50);

    /** Nothing of theirs is signed or says who sends. */
    private static final Set<String> OF_NO_USE = Set.of("cookie", "connection", "accept-encoding");

    private final Affiliations affiliations;
    private final WebhookRows rows;
    private final WebhookJudge judge;
    private final Limits limits;
    private final Cache<UUID, Optional<UUID>> tenants = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();

    WebhookEndpoint(Affiliations affiliations, WebhookRows rows, WebhookJudge judge, Limits limits) {
        this.affiliations = affiliations;
        this.rows = rows;
        this.judge = judge;
        this.limits = limits;
    }

    @RequestMapping(
            path = {"/hooks/{affiliation}", "/hooks/{affiliation}/**"},
            method = {RequestMethod.POST, RequestMethod.PUT})
    ResponseEntity<String> take(HttpServletRequest http, @PathVariable String affiliation) throws IOException {
        var id = uuid(affiliation);
        var tenant = id.flatMap(it -> tenants.get(it, this::tenant));
        if (tenant.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        try (var entry = limits.enter(id.get(), Work.WEBHOOK, EACH, Duration.ZERO)) {
            if (entry instanceof Entry.Refused) {
                return ResponseEntity.status(429).header("Retry-After", "5").build();
            }
            var body = http.getInputStream().readNBytes(LARGEST + 1);
            if (body.length > LARGEST) {
                return ResponseEntity.status(413).build();
            }
            return store(new Arrival(Ids.next(), tenant.get(), id.get(), request(http, affiliation, body)))
                    ? ResponseEntity.ok(ACKNOWLEDGED)
                    : ResponseEntity.status(503).header("Retry-After", "30").build();
        }
    }

    /** Some acquirers look whether somebody is there before they take the address. */
    @RequestMapping(
            path = {"/hooks/{affiliation}", "/hooks/{affiliation}/**"},
            method = {RequestMethod.GET, RequestMethod.HEAD})
    ResponseEntity<String> look(@PathVariable String affiliation) {
        var known = uuid(affiliation).flatMap(it -> tenants.get(it, this::tenant));
        return known.isPresent()
                ? ResponseEntity.ok("")
                : ResponseEntity.notFound().build();
    }

    /** False if it must be sent again. */
    private boolean store(Arrival arrival) {
        var kept = arrival.keepable();
        return TenantScope.of(arrival.tenantId()).call(() -> {
            if (!arrival.isChanged(kept)) {
                rows.insert(arrival, kept, Optional.empty());
                return true;
            }
            // What card data is taken from fits its signature no more: it is read now, or not at all.
            var verdict = judge.judgeAtOnce(arrival.affiliationId(), arrival.request());
            verdict.ifPresent(it -> rows.insert(arrival, kept, verdict));
            return verdict.isPresent();
        });
    }

    private Optional<UUID> tenant(UUID affiliation) {
        return TenantScope.all().call(() -> affiliations.find(affiliation)).map(it -> it.tenantId());
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static WebhookRequest request(HttpServletRequest http, String affiliation, byte[] body) {
        var path = http.getRequestURI();
        var at = path.indexOf(affiliation) + affiliation.length();
        var query = http.getQueryString();
        return new WebhookRequest(path.substring(at), query == null ? "" : query, headers(http), body);
    }

    private static Map<String, List<String>> headers(HttpServletRequest http) {
        var headers = new TreeMap<String, List<String>>();
        for (var name : Collections.list(http.getHeaderNames())) {
            var values = Collections.list(http.getHeaders(name));
            var lower = name.toLowerCase(Locale.ROOT);
            var fits = values.stream().mapToInt(String::length).sum() <= LONGEST_HEADER;
            if (fits && headers.size() < MOST_HEADERS && !OF_NO_USE.contains(lower)) {
                headers.put(lower, values);
            }
        }
        return headers;
    }
}
