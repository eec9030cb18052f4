package dev.pontage.admin.frame;

import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What the engine wrote down for people, once and in English, as the reader reads it. */
@Component("told")
public class Told {
    /** Sentences of the engine: their English text is the one that it writes. */
    static final List<String> SENTENCES = List.of(
            "told.neither",
            "told.return",
            "told.left",
            "told.notinstalled",
            "told.quarantined",
            "told.sealed",
            "told.found.done",
            "told.found.not",
            "told.found.removed",
            "told.reviewed",
            "told.notremoved",
            "told.gone",
            "told.notours",
            "told.denied",
            "told.late",
            "told.creation",
            "told.references",
            "told.done.settle",
            "told.done.refund",
            "told.done.cancel",
            "told.notdone.settle",
            "told.notdone.refund",
            "told.notdone.cancel",
            "told.toomuch",
            "told.refunded",
            "told.byhand",
            "told.paidcancel",
            "told.cancelbyhand",
            "told.unknownthere",
            "told.twice",
            "told.attempt",
            "told.answered",
            "told.reference",
            "told.differs");

    private final MessageSource texts;

    Told(MessageSource texts) {
        this.texts = texts;
    }

    /** What an acquirer said stands behind some of them, and stays as it was said. */
    public String in(String text) {
        var language = LocaleContextHolder.getLocale();
        if (language.getLanguage().equals("en")) {
            return text;
        }
        var read = text;
        for (var key : SENTENCES) {
            read = read.replace(
                    texts.getMessage(key, null, "", Locale.ENGLISH), texts.getMessage(key, null, "", language));
        }
        return read;
    }
}
