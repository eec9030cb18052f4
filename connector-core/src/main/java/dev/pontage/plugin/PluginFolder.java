package dev.pontage.plugin;

import dev.pontage.error.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies in the folders of plugin jars, as it is loaded. A file is taken once it looked the same twice, so that one
 * still being copied is waited for; a jar that cannot be taken leaves whatever runs as it is.
 */
final class PluginFolder implements Plugins {
    private static final Logger LOG = LoggerFactory.getLogger(PluginFolder.class);
    private static final Comparator<LoadedPlugin> NEWEST_FIRST = Comparator.comparing(LoadedPlugin::id)
            .thenComparing(Comparator.comparing(LoadedPlugin::version, new VersionOrder())
                    .reversed());

    private final Looks looks;
    private final List<Path> folders;
    private final JarLoader loader;
    private final Optional<Commons> shared;
    private final List<Consumer<LoadedPlugin>> listeners = new CopyOnWriteArrayList<>();

    private Map<Path, Look> seen = new HashMap<>();
    private final Map<Path, Look> taken = new HashMap<>();
    private final Map<Path, LoadedPlugin> loaded = new TreeMap<>();
    private final Map<Path, String> refused = new TreeMap<>();

    private volatile List<LoadedPlugin> list = List.of();
    private volatile List<PluginProblem> problems = List.of();

    /** Folders in the order of their say: where two jars claim to be the same version, the first one stays. */
    PluginFolder(List<Path> folders, JarLoader loader) {
        this(folders, loader, Optional.empty());
    }

    /** @param shared what the nodes have in common; its folder has the last say */
    PluginFolder(List<Path> folders, JarLoader loader, Optional<Commons> shared) {
        this.folders = Stream.concat(
                        folders.stream(), shared.map(it -> it.jars().folder()).stream())
                .toList();
        this.looks = new Looks(this.folders);
        this.loader = loader;
        this.shared = shared;
    }

    @Override
    public Optional<LoadedPlugin> find(String id, Optional<String> version) {
        for (var it : list) {
            if (it.id().equals(id) && (version.isEmpty() || it.version().equals(version.get()))) {
                return Optional.of(it);
            }
        }
        return Optional.empty();
    }

    @Override
    public List<LoadedPlugin> list() {
        return list;
    }

    @Override
    public List<PluginProblem> problems() {
        return problems;
    }

    @Override
    public void whenRetired(Consumer<LoadedPlugin> listener) {
        listeners.add(listener);
    }

    /** Takes what is there without waiting: at the start, nothing is being copied as a rule. */
    synchronized void takeAll() {
        shared.ifPresent(it -> it.jars().fetch());
        looks.now().forEach(this::take);
        publish();
    }

    /** One look at what other nodes have, and have lost. @param own the folder whose jars are offered to them */
    void share(Path own) {
        shared.ifPresent(it -> {
            it.jars().look(loadedFrom(own));
            it.quarantines().look(list);
        });
    }

    private synchronized Map<Path, LoadedPlugin> loadedFrom(Path folder) {
        var found = new TreeMap<>(loaded);
        found.keySet().removeIf(it -> !folder.equals(it.getParent()));
        return found;
    }

    /** One look at the folders. */
    synchronized void scan() {
        var now = looks.now();
        var gone = loaded.keySet().stream().filter(it -> !now.containsKey(it)).toList();
        remove(gone, "its jar was removed");
        refused.keySet().retainAll(now.keySet());
        taken.keySet().retainAll(now.keySet());
        if (!gone.isEmpty()) {
            taken.keySet().retainAll(loaded.keySet());
        }
        now.forEach((path, look) -> {
            if (look.equals(seen.get(path)) && !look.equals(taken.get(path))) {
                take(path, look);
            }
        });
        seen = now;
        publish();
    }

    @Override
    public synchronized LoadedPlugin add(String fileName, byte[] jar) {
        if (folders.isEmpty() || !fileName.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.jar")) {
            throw Rejection.invalid("jar", "The file's name must be plain and end in .jar.");
        }
        var target = shared.isPresent()
                ? shared.get().jars().add(lookedAt(fileName, jar), jar)
                // the last folder is the one for additions; the bundled ones stand before it
                : written(lookedAt(fileName, jar), folders.getLast().resolve(fileName), jar);
        Looks.at(target).ifPresent(it -> {
            take(target, it);
            seen.put(target, it);
        });
        publish();
        var added = loaded.get(target);
        if (added == null) {
            throw Rejection.invalid("jar", refused.getOrDefault(target, "It is there already under another name."));
        }
        return added;
    }

    @Override
    public void remove(String id, String version) {
        shared.orElseThrow(() -> Rejection.notFound("uploaded plugin " + id + " " + version))
                .jars()
                .remove(id, version);
        scan();
    }

    @Override
    public List<Quarantine> quarantines() {
        return shared.map(it -> it.quarantines().all()).orElse(List.of());
    }

    @Override
    public void release(String id, String version) {
        var known = shared.isPresent() && shared.get().quarantines().release(id, version);
        var here = find(id, Optional.of(version)).filter(it -> it.state() == LoadedPlugin.State.QUARANTINED);
        here.ifPresent(Quarantines::letOut);
        if (!known && here.isEmpty()) {
            throw Rejection.notFound("plugin " + id + " " + version + " in quarantine");
        }
    }

    /** What would be installed; nothing stays if it may not be. */
    private LoadedPlugin lookedAt(String fileName, byte[] jar) {
        try {
            var plugin = loader.load(fileName, jar);
            plugin.retire("looked at");
            var twin = find(plugin.id(), Optional.of(plugin.version()));
            if (twin.isPresent()) {
                complainOfTwin(plugin, twin.get());
            }
            return plugin;
        } catch (RefusedJar e) {
            throw Rejection.invalid("jar", "The jar is not taken: " + e.sentence() + ".");
        }
    }

    private static Path written(LoadedPlugin plugin, Path target, byte[] jar) {
        try {
            var whole = Files.createTempFile(target.getParent(), "upload-", ".part");
            Files.write(whole, jar);
            Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return target;
        } catch (IOException e) {
            throw Rejection.invalid("jar", "The plugin folder cannot be written: " + plugin + " is not taken.");
        }
    }

    /** Lets go of everything: the process stops. */
    synchronized void close() {
        remove(List.copyOf(loaded.keySet()), "the process stops");
    }

    private void take(Path path, Look look) {
        taken.put(path, look);
        var began = System.nanoTime();
        try {
            var fresh = loader.load(path);
            var twin = twin(path, fresh);
            if (twin.isPresent()) {
                fresh.retire("there already");
                complainOfTwin(fresh, twin.get());
                return;
            }
            refused.remove(path);
            var old = loaded.put(path, fresh);
            // the new one is found before the old one is shut: no call falls between the two
            publish();
            retire(old, "its jar was replaced");
            var took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            LOG.info("plugin {} is ready ({}), loaded in {} ms", fresh, fresh.jar(), took);
        } catch (RefusedJar e) {
            refused.put(path, e.sentence());
            LOG.warn("plugin jar {} is not used: {}", path.getFileName(), e.sentence());
        }
    }

    private Optional<LoadedPlugin> twin(Path path, LoadedPlugin fresh) {
        return loaded.entrySet().stream()
                .filter(it -> !it.getKey().equals(path))
                .map(Map.Entry::getValue)
                .filter(it -> it.id().equals(fresh.id()) && it.version().equals(fresh.version()))
                .findFirst();
    }

    private static void complainOfTwin(LoadedPlugin fresh, LoadedPlugin twin) throws RefusedJar {
        if (!twin.sha256().equals(fresh.sha256())) {
            throw new RefusedJar(Twins.complaint(fresh, twin.jar()));
        }
    }

    private void remove(List<Path> gone, String why) {
        var old = gone.stream().map(loaded::remove).toList();
        publish();
        old.forEach(it -> retire(it, why));
    }

    private void retire(@Nullable LoadedPlugin old, String why) {
        if (old != null) {
            old.retire(why);
            listeners.forEach(it -> it.accept(old));
            LOG.info("plugin {} is out of use: {}", old, why);
        }
    }

    private void publish() {
        list = loaded.values().stream().sorted(NEWEST_FIRST).toList();
        problems = Stream.of(
                        refused.entrySet().stream()
                                .map(it -> new PluginProblem(
                                        String.valueOf(it.getKey().getFileName()), it.getValue())),
                        shared.stream().flatMap(it -> it.jars().problems().stream()),
                        looks.problems().stream())
                .flatMap(it -> it)
                .toList();
    }
}
