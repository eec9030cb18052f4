package dev.pontage.plugin;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at folders of jars. A folder that cannot be read for a while counts as it was: a disk that is away must not take
 * every plugin with it.
 */
final class Looks {
    private static final Logger LOG = LoggerFactory.getLogger(Looks.class);

    private final List<Path> folders;
    /** Per folder, what was there when it could last be read. */
    private final Map<Path, Map<Path, Look>> last = new HashMap<>();

    private List<PluginProblem> problems = List.of();

    Looks(List<Path> folders) {
        this.folders = folders;
    }

    /** Every jar, in the order of the folders and then of the names. */
    Map<Path, Look> now() {
        var found = new LinkedHashMap<Path, Look>();
        var unread = new ArrayList<PluginProblem>();
        for (var folder : folders) {
            try {
                last.put(folder, in(folder));
            } catch (IOException | DirectoryIteratorException e) {
                unread.add(new PluginProblem(
                        String.valueOf(folder.getFileName()),
                        "the plugin folder " + folder + " cannot be read: what was loaded from it goes on"));
            }
            found.putAll(last.getOrDefault(folder, Map.of()));
        }
        unread.stream().filter(it -> !problems.contains(it)).forEach(it -> LOG.warn("{}", it.sentence()));
        problems = unread;
        return found;
    }

    List<PluginProblem> problems() {
        return problems;
    }

    private static Map<Path, Look> in(Path folder) throws IOException {
        var found = new LinkedHashMap<Path, Look>();
        try (var files = Files.newDirectoryStream(folder, "*.jar")) {
            var jars = new ArrayList<Path>();
            files.forEach(jars::add);
            jars.sort(Comparator.naturalOrder());
            jars.forEach(jar -> at(jar).ifPresent(it -> found.put(jar, it)));
        }
        return found;
    }

    /** A file; empty if it is gone again. */
    static Optional<Look> at(Path jar) {
        try {
            return Optional.of(
                    new Look(Files.size(jar), Files.getLastModifiedTime(jar).toMillis(), Files.isReadable(jar)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
