package dev.pontage.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;

/**
 * Reads the report that the contract tests leave in a jar, and compares the hash of every class with it. The hashes keep
 * honest people from shipping what was not tested; who wants to cheat can write a report as well.
 */
final class ContractReader {
    private static final String PLACE = "META-INF/pontage/contract-report.txt";

    /** Fewer would be a report of something else. */
    private static final int FEWEST = 50;

    private final List<String> passed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final Map<String, String> classes = new HashMap<>();
    private String plugin = "";
    private int checks = -1;

    private ContractReader() {}

    /** Empty if there is none. */
    static Optional<ContractResult> read(JarFile jar, String plugin, Set<String> libraries) throws IOException {
        var entry = jar.getEntry(PLACE);
        if (entry == null) {
            return Optional.empty();
        }
        var reader = new ContractReader();
        new String(Unpacked.bytes(jar, entry), StandardCharsets.UTF_8).lines().forEach(reader::line);
        return Optional.of(new ContractResult(
                reader.passed,
                reader.skipped,
                reader.failed,
                reader.incomplete(plugin).or(() -> reader.untested(jar, libraries))));
    }

    private void line(String line) {
        var space = line.indexOf(' ');
        var rest = space < 0 ? "" : line.substring(space + 1);
        switch (space < 0 ? line : line.substring(0, space)) {
            case "plugin" -> plugin = rest;
            case "checks" -> checks = rest.matches("\\d{1,6}") ? Integer.parseInt(rest) : -1;
            case "passed" -> passed.add(rest);
            case "skipped" -> skipped.add(rest);
            case "failed" -> failed.add(rest);
            case "class" -> {
                var at = rest.indexOf(' ');
                if (at > 0) {
                    classes.put(rest.substring(at + 1), rest.substring(0, at));
                }
            }
            default -> {}
        }
    }

    private Optional<String> incomplete(String expected) {
        if (!plugin.equals(expected)) {
            return Optional.of("its contract report is about " + plugin + ", not about " + expected);
        }
        var told = passed.size() + skipped.size() + failed.size();
        return told == checks && passed.size() >= FEWEST
                ? Optional.empty()
                : Optional.of("its contract report is not whole: " + told + " checks of " + checks);
    }

    private Optional<String> untested(JarFile jar, Set<String> libraries) {
        for (var entry : (Iterable<java.util.jar.JarEntry>) jar.stream()::iterator) {
            var name = entry.getName();
            if (name.endsWith(".class") && !libraries.contains(name)) {
                try {
                    if (!sha256(Unpacked.bytes(jar, entry)).equals(classes.get(name))) {
                        return Optional.of("its class " + name + " is not the one that its contract report is about");
                    }
                } catch (IOException e) {
                    return Optional.of("its class " + name + " cannot be read");
                }
            }
        }
        return Optional.empty();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
