package dev.pontage.acquirer;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a plugin says, made fit for a log: one line, not too long, without anything that looks like a card's number. */
final class Harmless {
    private static final int LONGEST = 300;
    private static final Pattern LIKE_A_CARD = Pattern.compile("\\d(?:[ .-]?\\d){12,18}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private Harmless() {}

    static String text(@Nullable String said) {
        if (said == null) {
            return "";
        }
        var cut = said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "…";
        return CONTROL.matcher(LIKE_A_CARD.matcher(cut).replaceAll("•••")).replaceAll(" ");
    }
}
