package dev.pontage.plugin;

import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.PluginDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a plugin of a jar, or says in one sentence why not. */
final class JarLoader {
    private static final Logger LOG = LoggerFactory.getLogger(JarLoader.class);
    private static final String SERVICE = "META-INF/services/dev.pontage.spi.AcquirerPlugin";
    private static final String SPI_VERSION = "1";

    /** Long enough for a cold JVM to load a few hundred classes, short enough for people who wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** As large as one that is uploaded may be; a larger file is some other kind of archive. */
    private static final long LARGEST = 64L << 20;

    private final Path copies;
    private final boolean tested;

    /** Keeps its own copies in a folder, so that replacing a file cannot pull it from under open classes. */
    JarLoader(Path copies) {
        this(copies, false);
    }

    /** @param tested whether a jar must carry a green contract report about its own classes, as in production */
    JarLoader(Path copies, boolean tested) {
        this.copies = copies;
        this.tested = tested;
    }

    LoadedPlugin load(Path jar) throws RefusedJar {
        try {
            if (!Files.isRegularFile(jar)) {
                throw new RefusedJar("it is no file");
            }
            if (Files.size(jar) > LARGEST) {
                throw new RefusedJar("it is larger than the " + (LARGEST >> 20) + " MB that a plugin may have");
            }
            return load(String.valueOf(jar.getFileName()), Files.readAllBytes(jar));
        } catch (IOException e) {
            throw new RefusedJar("it cannot be read");
        }
    }

    LoadedPlugin load(String name, byte[] bytes) throws RefusedJar {
        Path copy = null;
        try {
            copy = Files.createTempFile(copies, "plugin-", ".jar");
            Files.write(copy, bytes);
            return open(name, copy, ContractReader.sha256(bytes));
        } catch (IOException e) {
            discard(copy);
            throw new RefusedJar("it cannot be read as a jar: it is damaged or no jar at all");
        } catch (RefusedJar e) {
            discard(copy);
            throw e;
        } catch (SecurityException e) {
            discard(copy);
            throw new RefusedJar("its signature does not fit what is in it");
        } catch (RuntimeException | LinkageError e) {
            // whatever else a file can be: the process and the other jars go on
            discard(copy);
            LOG.debug("{} cannot be read", name, e);
            throw new RefusedJar(
                    "it cannot be read as a plugin (" + e.getClass().getSimpleName() + ")");
        }
    }

    private LoadedPlugin open(String name, Path copy, String sha256) throws IOException, RefusedJar {
        String entryPoint;
        String id;
        String version;
        Optional<ContractResult> contract;
        try (var jar = new JarFile(copy.toFile())) {
            Unpacked.check(jar);
            entryPoint = entryPoint(jar);
            id = attribute(jar, "Pontage-Plugin-Id");
            version = attribute(jar, "Pontage-Plugin-Version");
            spiVersion(attribute(jar, "Pontage-Spi-Version"));
            standsAlone(jar);
            var libraries = KnownLibraries.in(jar);
            ByteCodeGuard.check(jar, libraries);
            contract = ContractReader.read(jar, id + " " + version, libraries);
        }
        if (tested) {
            requireGreen(contract);
        }
        var loader = new PluginClassLoader(
                "plugin " + id + " " + version, copy.toUri().toURL(), AcquirerPlugin.class.getClassLoader());
        try {
            var made = onThreadOfItsOwn(loader, entryPoint);
            DescriptorCheck.check(made.descriptor());
            same("id", id, made.descriptor().id());
            same("version", version, made.descriptor().version());
            return new LoadedPlugin(
                    made.plugin(), made.descriptor(), name, sha256, contract, () -> close(loader, copy));
        } catch (RefusedJar | RuntimeException | LinkageError e) {
            loader.close();
            throw e;
        }
    }

    private record Made(AcquirerPlugin plugin, PluginDescriptor descriptor) {}

    /** The plugin's first code runs here; if it never returns, only this one thread is lost. */
    private static Made onThreadOfItsOwn(PluginClassLoader loader, String entryPoint) throws RefusedJar {
        var made = new CompletableFuture<Made>();
        var failed = new CompletableFuture<String>();
        var thread = Thread.ofPlatform()
                .daemon()
                .name("plugin-load " + loader.getName())
                .unstarted(() -> make(loader, entryPoint, made, failed));
        thread.setContextClassLoader(loader);
        thread.start();
        try {
            CompletableFuture.anyOf(made, failed).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new RefusedJar("its entry point did not return within " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new RefusedJar("its entry point failed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedJar("loading was interrupted");
        }
        if (failed.isDone()) {
            throw new RefusedJar(failed.join());
        }
        return made.join();
    }

    private static void make(
            PluginClassLoader loader,
            String entryPoint,
            CompletableFuture<Made> made,
            CompletableFuture<String> failed) {
        try {
            var type = Class.forName(entryPoint, true, loader);
            if (!AcquirerPlugin.class.isAssignableFrom(type)) {
                failed.complete("its entry point " + entryPoint + " is no AcquirerPlugin");
                return;
            }
            var plugin = (AcquirerPlugin) type.getConstructor().newInstance();
            var descriptor = plugin.descriptor();
            if (descriptor == null) {
                failed.complete("its entry point gives no descriptor");
                return;
            }
            made.complete(new Made(plugin, descriptor));
        } catch (ReflectiveOperationException e) {
            failed.complete("its entry point " + entryPoint + " cannot be made ("
                    + e.getClass().getSimpleName() + ")");
        } catch (LinkageError e) {
            failed.complete("a class of it cannot be loaded (" + e.getClass().getSimpleName() + ")");
        } catch (Throwable e) {
            failed.complete("its entry point failed (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static String entryPoint(JarFile jar) throws IOException, RefusedJar {
        var entry = jar.getEntry(SERVICE);
        if (entry == null) {
            throw new RefusedJar("it is no plugin: " + SERVICE + " is missing");
        }
        List<String> names = new ArrayList<>();
        for (var line : new String(Unpacked.bytes(jar, entry), StandardCharsets.UTF_8).split("\\R")) {
            var name = line.replaceFirst("#.*", "").strip();
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        if (names.size() != 1) {
            throw new RefusedJar("it has " + names.size() + " entry points; a plugin has exactly one");
        }
        return names.getFirst();
    }

    private static String attribute(JarFile jar, String name) throws IOException, RefusedJar {
        var manifest = jar.getManifest();
        var value = manifest == null ? null : manifest.getMainAttributes().getValue(name);
        if (value == null || value.isBlank()) {
            throw new RefusedJar("its manifest has no " + name);
        }
        return value.strip();
    }

    /** Other jars would be loaded without a look at them. */
    private static void standsAlone(JarFile jar) throws IOException, RefusedJar {
        if (jar.getManifest().getMainAttributes().containsKey(Attributes.Name.CLASS_PATH)) {
            throw new RefusedJar("its manifest has a Class-Path; a plugin is one jar with everything in it");
        }
    }

    private static void spiVersion(String version) throws RefusedJar {
        if (!version.equals(SPI_VERSION)) {
            throw new RefusedJar(
                    "it was made for version " + version + " of the SPI, this Pontage has version " + SPI_VERSION);
        }
    }

    private static void same(String what, String manifest, String descriptor) throws RefusedJar {
        if (!manifest.equals(descriptor)) {
            throw new RefusedJar("its manifest names the " + what + " " + manifest + ", its descriptor " + descriptor);
        }
    }

    private static void requireGreen(Optional<ContractResult> contract) throws RefusedJar {
        if (contract.isEmpty()) {
            throw new RefusedJar(
                    "it carries no contract report, which production wants: build it with its contract tests");
        }
        var problem = contract.get().problem();
        if (problem.isPresent()) {
            throw new RefusedJar(problem.get());
        }
    }

    private static void close(PluginClassLoader loader, Path copy) {
        try {
            loader.close();
        } catch (IOException e) {
            LOG.warn("{} could not be closed", loader.getName());
        }
        discard(copy);
    }

    private static void discard(@org.jspecify.annotations.Nullable Path copy) {
        try {
            if (copy != null) {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            LOG.debug("{} could not be deleted", copy);
        }
    }
}
