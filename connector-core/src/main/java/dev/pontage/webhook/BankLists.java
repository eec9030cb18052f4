package dev.pontage.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pontage.acquirer.Acquirers;
import dev.pontage.acquirer.Answer;
import dev.pontage.acquirer.Lines;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.tenant.TenantScope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The banks that a shopper may choose, as the acquirer lists them; asked for at most every ten minutes. */
@Component
class BankLists {
    private static final Duration BUDGET = Duration.ofSeconds(10);

    private final Affiliations affiliations;
    private final Acquirers acquirers;
    private final Lines lines;
    private final Cache<UUID, Map<String, List<Map<String, String>>>> known = Caffeine.newBuilder()
            .maximumSize(2_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    BankLists(Affiliations affiliations, Acquirers acquirers, Lines lines) {
        this.affiliations = affiliations;
        this.acquirers = acquirers;
        this.lines = lines;
    }

    /** In the form of VTEX's PSE app; empty for an affiliation that does not exist. */
    Optional<Map<String, List<Map<String, String>>>> of(String affiliation) {
        try {
            var id = UUID.fromString(affiliation);
            var before = known.getIfPresent(id);
            return before != null
                    ? Optional.of(before)
                    : TenantScope.all()
                            .call(() -> affiliations.find(id))
                            .filter(it -> !it.suspended())
                            .map(this::asked);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Map<String, List<Map<String, String>>> asked(Affiliation affiliation) {
        var answer = TenantScope.of(affiliation.tenantId())
                .call(() -> acquirers.ask(
                        lines.of(affiliation, Optional.empty()),
                        Optional.empty(),
                        Optional.empty(),
                        BUDGET,
                        // entries of our own: a plugin's own kind of entry would keep its class loader
                        it -> it.banks().entrySet().stream()
                                .map(bank -> Map.entry(bank.getKey(), bank.getValue()))
                                .toList()));
        if (answer instanceof Answer.Answered<List<Map.Entry<String, String>>>(var banks, var _, var _)) {
            var list = Map.of("banks", banks.stream().map(BankLists::bank).toList());
            known.put(affiliation.id(), list);
            return list;
        }
        return Map.of("banks", List.of());
    }

    private static Map<String, String> bank(Map.Entry<String, String> bank) {
        return Map.of("code", bank.getKey(), "name", bank.getValue());
    }
}
