package dev.pontage.admin.affiliation;

import dev.pontage.acquirer.Acquirers;
import dev.pontage.acquirer.Answer;
import dev.pontage.acquirer.Lines;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.spi.settings.SettingsSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Tries settings with a harmless call, as they are typed and before they are kept. */
@Component
public class ConnectionTest {
    private final Acquirers acquirers;
    private final Affiliations affiliations;
    private final Lines lines;

    ConnectionTest(Acquirers acquirers, Affiliations affiliations, Lines lines) {
        this.acquirers = acquirers;
        this.affiliations = affiliations;
        this.lines = lines;
    }

    /** What came of it: nothing to complain of, or why not. */
    public record Result(boolean good, List<String> problems) {}

    /** Tries what is typed; secrets left blank are taken from the vault. */
    public Result of(Affiliation affiliation, Map<String, String> typed) {
        var kept = lines.of(affiliation, Optional.empty());
        // A version of its own: the line that payments use must not be opened with what is only being tried.
        var line = kept.with(
                affiliation.id(), UUID.randomUUID().toString(), () -> affiliations.mergedSettings(affiliation, typed));
        return switch (acquirers.check(line)) {
            case Answer.Answered<List<SettingsSchema.Problem>> answered ->
                new Result(answered.value().isEmpty(), texts(answered.value()));
            case Answer.BrokenDown<List<SettingsSchema.Problem>> broken -> new Result(false, List.of(broken.reason()));
            case Answer.Refused<List<SettingsSchema.Problem>> refused -> new Result(false, List.of(refused.reason()));
        };
    }

    private static List<String> texts(List<SettingsSchema.Problem> problems) {
        var language = LocaleContextHolder.getLocale().getLanguage();
        return problems.stream()
                .map(it -> (it.key().isEmpty() ? "" : it.key() + ": ")
                        + it.message().in(language))
                .toList();
    }
}
