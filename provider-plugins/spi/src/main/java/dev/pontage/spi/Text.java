package dev.pontage.spi;

/** One text in the three languages that the admin speaks. None may be empty: whoever reads that language would see nothing. */
public record Text(String pt, String es, String en) {

    /** A text that is the same everywhere: a brand, a key's own name. */
    public static Text same(String everywhere) {
        return new Text(everywhere, everywhere, everywhere);
    }

    /** The text in a language given by its ISO 639 code; English where the language is another. */
    public String in(String language) {
        return switch (language) {
            case "pt" -> pt;
            case "es" -> es;
            default -> en;
        };
    }
}
