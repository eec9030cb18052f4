package dev.pontage.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;

/**
 * Libraries that a plugin may bundle as they are, although their classes use what a plugin's own may not: told by one hash
 * over all classes below a package. A changed, added or missing class is no known library.
 */
final class KnownLibraries {
    private static final String LIST = "known-libraries.txt";

    /** @param prefix of its classes' names, with a slash at the end */
    record Library(String sha256, String prefix, String name) {}

    private static final List<Library> KNOWN = known();

    private KnownLibraries() {}

    /** The names of those classes of a jar that belong to a known library. */
    static Set<String> in(JarFile jar) throws IOException {
        return in(jar, KNOWN);
    }

    static Set<String> in(JarFile jar, List<Library> libraries) throws IOException {
        var found = new HashSet<String>();
        for (var library : libraries) {
            var names = below(jar, library.prefix());
            if (!names.isEmpty() && hash(jar, names).equals(library.sha256())) {
                found.addAll(names);
            }
        }
        return found;
    }

    /** One hash over the hash and name of each class, in the order of names. */
    static String hash(JarFile jar, List<String> names) throws IOException {
        var all = new StringBuilder();
        for (var name : names) {
            all.append(ContractReader.sha256(Unpacked.bytes(jar, jar.getJarEntry(name))))
                    .append(' ')
                    .append(name)
                    .append('\n');
        }
        return ContractReader.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    static List<String> below(JarFile jar, String prefix) {
        return jar.stream()
                .map(java.util.zip.ZipEntry::getName)
                .filter(it -> it.startsWith(prefix) && it.endsWith(".class"))
                .sorted()
                .toList();
    }

    private static List<Library> known() {
        var known = new ArrayList<Library>();
        try (var in = KnownLibraries.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException(LIST + " is missing");
            }
            for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\\R")) {
                var words = line.strip().split(" ", 3);
                if (words.length == 3 && !words[0].startsWith("#")) {
                    known.add(new Library(words[0], words[1], words[2]));
                }
            }
            return List.copyOf(known);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
