package dev.pontage.plugin;

import dev.pontage.error.Rejection;
import dev.pontage.tenant.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings every node's plugins in line: jars of this node's own folder are put into the database, jars that others put there
 * are fetched into a folder beside it, and what was removed there is removed here.
 */
final class SharedJars {
    private static final Logger LOG = LoggerFactory.getLogger(SharedJars.class);

    private final JarShelf shelf;
    private final Path folder;
    private final UUID node;
    /** What lies in the folder, by name, with its hash. */
    private final Map<String, String> fetched = new HashMap<>();

    /** What is not used though it is in the database, by its id. */
    private final Map<UUID, PluginProblem> problems = new ConcurrentHashMap<>();

    /** @param folder of fetched jars, kept over restarts; holds this node's name too */
    SharedJars(JarShelf shelf, Path folder) throws IOException {
        this.shelf = shelf;
        this.folder = folder;
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        this.node = name(folder.resolve("source-id"));
        try (var files = Files.newDirectoryStream(folder, "*.jar")) {
            for (var it : files) {
                fetched.put(String.valueOf(it.getFileName()), ContractReader.sha256(Files.readAllBytes(it)));
            }
        }
    }

    Path folder() {
        return folder;
    }

    /** Whose folder it is. */
    UUID node() {
        return node;
    }

    /** What lies in the database and is not used, and why. */
    List<PluginProblem> problems() {
        return List.copyOf(problems.values());
    }

    /** Fetches what others made, before anything is loaded. */
    synchronized void fetch() {
        fetch(shelf.all());
    }

    /** One look at the database. @param own what is loaded from this node's own folder */
    synchronized void look(Map<Path, LoadedPlugin> own) {
        var kept = shelf.all();
        if (contribute(kept, own) | takeBack(kept, own)) {
            kept = shelf.all();
        }
        fetch(kept);
    }

    /** An uploaded jar, for all nodes; this one need not wait for its next look. */
    synchronized Path add(LoadedPlugin plugin, byte[] jar) {
        shelf.put(plugin, jar, Optional.empty());
        var file = plugin.id() + "-" + plugin.version() + ".jar";
        write(file, jar, plugin.sha256());
        return folder.resolve(file);
    }

    /** Takes an uploaded jar away from all nodes. */
    synchronized void remove(String id, String version) {
        var kept = shelf.all().stream()
                .filter(it -> it.plugin().equals(id) && it.version().equals(version))
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("uploaded plugin " + id + " " + version));
        if (kept.origin().isPresent()) {
            throw Rejection.invalid("", "It lies in the plugin folder of a node: take the file away there.");
        }
        shelf.remove(kept.id());
        fetch(shelf.all());
    }

    private boolean contribute(List<JarShelf.Kept> kept, Map<Path, LoadedPlugin> own) {
        var changed = false;
        for (var it : own.entrySet()) {
            var plugin = it.getValue();
            if (kept.stream().noneMatch(other -> isOf(other, plugin))) {
                changed |= contribute(it.getKey(), plugin);
            }
        }
        return changed;
    }

    private boolean contribute(Path file, LoadedPlugin plugin) {
        try {
            var jar = Files.readAllBytes(file);
            // one that is being replaced at this moment is looked at again later
            if (!ContractReader.sha256(jar).equals(plugin.sha256())) {
                return false;
            }
            shelf.put(plugin, jar, Optional.of(node));
            LOG.info("plugin {} is offered to all nodes", plugin);
            return true;
        } catch (IOException | Rejection e) {
            LOG.debug("plugin {} was not offered to other nodes", plugin, e);
            return false;
        }
    }

    /** Ours that is gone from our folder, or lies there as another file now. */
    private boolean takeBack(List<JarShelf.Kept> kept, Map<Path, LoadedPlugin> own) {
        var changed = false;
        for (var it : kept) {
            var there = own.values().stream()
                    .anyMatch(plugin -> isOf(it, plugin) && plugin.sha256().equals(it.sha256()));
            if (it.origin().equals(Optional.of(node)) && !there) {
                changed |= shelf.remove(it.id());
            }
        }
        return changed;
    }

    private static boolean isOf(JarShelf.Kept kept, LoadedPlugin plugin) {
        return kept.plugin().equals(plugin.id()) && kept.version().equals(plugin.version());
    }

    private void fetch(List<JarShelf.Kept> kept) {
        problems.keySet().retainAll(kept.stream().map(JarShelf.Kept::id).toList());
        var wanted = new HashSet<String>();
        for (var it : kept) {
            if (!it.origin().equals(Optional.of(node))) {
                wanted.add(it.file());
                if (!it.sha256().equals(fetched.get(it.file()))) {
                    fetch(it);
                }
            }
        }
        for (var it : List.copyOf(fetched.keySet())) {
            if (!wanted.contains(it)) {
                discard(it);
            }
        }
    }

    private void fetch(JarShelf.Kept kept) {
        try {
            write(kept.file(), shelf.bytes(kept), kept.sha256());
            problems.remove(kept.id());
        } catch (RefusedJar e) {
            var problem = new PluginProblem(kept.file(), e.sentence());
            if (!problem.equals(problems.put(kept.id(), problem))) {
                LOG.error("plugin jar {} is not used: {}", kept.file(), e.sentence());
            }
        }
    }

    private void write(String file, byte[] jar, String sha256) {
        try {
            var whole = Files.createTempFile(folder, "fetched-", ".part");
            Files.write(whole, jar);
            Files.move(
                    whole, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            fetched.put(file, sha256);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of fetched plugins cannot be written", e);
        }
    }

    private void discard(String file) {
        try {
            Files.deleteIfExists(folder.resolve(file));
            fetched.remove(file);
        } catch (IOException e) {
            LOG.warn("the plugin jar {} could not be removed", file);
        }
    }

    private static UUID name(Path file) throws IOException {
        if (Files.exists(file)) {
            return UUID.fromString(Files.readString(file).strip());
        }
        var made = Ids.next();
        Files.writeString(file, made.toString());
        return made;
    }
}
