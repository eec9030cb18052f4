package dev.pontage.torture;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** One plugin in as many versions as are wanted: the same classes with another number in them, of the same length. */
final class Versions {
    private static final String FIRST = "1.0.0";
    private static final Pattern TAKEN = Pattern.compile("plugin sandbox 1\\.\\d{3} is ready .* in (\\d+) ms");

    private final byte[] original;
    private final Path folder;

    Versions(Path jar, Path folder) {
        try {
            this.original = Files.readAllBytes(jar);
            this.folder = folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a version where the former one lies; its name. */
    String put(int number) {
        var version = String.format(Locale.ROOT, "1.%03d", number);
        try {
            var whole = folder.resolve("sandbox.part");
            Files.write(whole, jar(version));
            Files.move(
                    whole,
                    folder.resolve("sandbox.jar"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return version;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] jar(String version) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var in = new JarInputStream(new ByteArrayInputStream(original));
                var jar = new JarOutputStream(out, manifest(in.getManifest(), version))) {
            for (var entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                if (!entry.getName().startsWith("META-INF/pontage")) {
                    jar.putNextEntry(new JarEntry(entry.getName()));
                    jar.write(renumbered(in.readAllBytes(), version));
                    jar.closeEntry();
                }
            }
        }
        return out.toByteArray();
    }

    private static Manifest manifest(Manifest from, String version) {
        from.getMainAttributes().putValue("Pontage-Plugin-Version", version);
        return from;
    }

    /** A class file holds a text as a tag, its length and its bytes. */
    private static byte[] renumbered(byte[] bytes, String version) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var head = "\u0001\u0000" + (char) FIRST.length();
        return text.replace(head + FIRST, head + version).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** How long the node says that taking in each of them took, in milliseconds. */
    static List<Long> taken(Path log) {
        try (var lines = Files.lines(log)) {
            return lines.map(TAKEN::matcher)
                    .filter(java.util.regex.Matcher::find)
                    .map(it -> Long.valueOf(it.group(1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
