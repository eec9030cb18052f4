package dev.pontage.testkit;

import dev.pontage.spi.AcquirerPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the contract found, one line a check, and the hash of every class it was found of. It lies beside the classes, hence
 * in the jar, where the host compares the hashes. No date and no name of a machine: the same classes give the same bytes.
 */
final class ContractReport {
    /** Known to the host as well, which reads it. */
    static final String PLACE = "META-INF/pontage/contract-report.txt";

    private final List<String> lines = new ArrayList<>();
    private @Nullable AcquirerPlugin plugin;

    ContractReport of(AcquirerPlugin tested) {
        plugin = tested;
        return this;
    }

    synchronized void add(Check check, Check.Verdict verdict, String why) {
        lines.add(verdict.name().toLowerCase(java.util.Locale.ROOT) + " " + check.name()
                + (why.isEmpty() ? "" : " | " + why.replaceAll("\\s+", " ")));
    }

    /** Writes it where the plugin's classes are; a plugin that came in a jar, or in the test's own folder, has none. */
    synchronized void write() {
        var tested = plugin;
        if (tested == null) {
            return;
        }
        home(tested).ifPresent(it -> {
            try {
                write(tested, it);
            } catch (IOException e) {
                throw new UncheckedIOException("the contract report cannot be written", e);
            }
        });
    }

    private void write(AcquirerPlugin tested, Path home) throws IOException {
        var descriptor = tested.descriptor();
        var all = new ArrayList<String>();
        all.add("pontage-contract 1");
        all.add("plugin " + descriptor.id() + " " + descriptor.version());
        all.add("checks "
                + Contract.all().values().stream().mapToInt(List::size).sum());
        all.addAll(lines);
        all.addAll(classes(home));
        var file = home.resolve(PLACE);
        Files.createDirectories(file.getParent());
        Files.write(file, all, StandardCharsets.UTF_8);
    }

    private static Optional<Path> home(AcquirerPlugin tested) {
        try {
            var source = tested.getClass().getProtectionDomain().getCodeSource();
            var home = source == null ? null : Path.of(source.getLocation().toURI());
            return Optional.ofNullable(home)
                    .filter(Files::isDirectory)
                    .filter(it -> Files.exists(it.resolve("META-INF/services/dev.pontage.spi.AcquirerPlugin")));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static List<String> classes(Path home) throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.walk(home)) {
            files.filter(it -> it.toString().endsWith(".class"))
                    .map(it -> home.relativize(it).toString().replace('\\', '/'))
                    .forEach(names::add);
        }
        var hashed = new ArrayList<String>();
        for (var name : names) {
            hashed.add("class " + sha256(Files.readAllBytes(home.resolve(name))) + " " + name);
        }
        return hashed;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
