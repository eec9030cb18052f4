package dev.pontage.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

/** What the engine writes down for people is read in their language. */
class ToldTest {
    private static final Path ENGINE = Path.of("../connector-core/src/main/java/dev/pontage/payment");
    private static final Pattern FLAGGED = Pattern.compile(
            "(?:(?:review|flagged|Optional\\.of)\\(|String [A-Z_]+ =)\\s*\"([A-Z][^\"]{20,}?)(?: \"|:? ?\")");

    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
    private final Told told = new Told(texts);

    ToldTest() {
        texts.setBasename("messages");
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
    }

    @AfterEach
    void anyLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    private static String engine() {
        try (var files = Files.list(ENGINE)) {
            return files.map(it -> {
                        try {
                            return Files.readString(it);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_sentence_is_translated_and_what_the_acquirer_said_is_not() {
        LocaleContextHolder.setLocale(Locale.of("pt"));
        assertThat(told.in("The authorization is gone at the acquirer: Expired"))
                .isEqualTo("A autorização não existe mais no adquirente: Expired");
        assertThat(told.in("The acquirer did not carry out the refund after all: Account closed"
                        + " Part of it has been refunded already."))
                .isEqualTo("O adquirente afinal não fez o reembolso: Account closed Uma parte já foi reembolsada.");
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(told.in("The authorization is gone at the acquirer: Expired"))
                .isEqualTo("The authorization is gone at the acquirer: Expired");
    }

    @Test
    void every_sentence_that_flags_a_payment_is_known() {
        LocaleContextHolder.setLocale(Locale.of("es"));
        var sentences =
                FLAGGED.matcher(engine()).results().map(it -> it.group(1)).toList();
        assertThat(sentences).hasSizeGreaterThan(5);
        assertThat(sentences)
                .allSatisfy(it -> assertThat(told.in(it + ":") + told.in(it))
                        .as("a text for it in messages, and its key in Told")
                        .isNotEqualTo(it + ":" + it));
    }
}
