package dev.pontage.plugin;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** {@code ./pontage plugin check}: what the folder would say of a jar, before it lies there. */
final class PluginCheck {
    private PluginCheck() {}

    /** Takes the jar, and the folders of a Pontage that it may be put beside; exits with 1 if it would be refused. */
    public static void main(String[] arguments) throws IOException {
        var copies = Files.createTempDirectory("pontage-check-");
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try {
            var plugin = new JarLoader(copies).load(Path.of(arguments[0]));
            var descriptor = plugin.descriptor();
            out.println(plugin + ": packaging, descriptor and byte code are as they should be");
            out.println("sha256: " + plugin.sha256());
            out.println("methods: " + descriptor.methods().size() + ", capabilities: "
                    + descriptor.capabilities().stream().sorted().toList());
            plugin.retire("checked");
            var folders = Stream.of(arguments).skip(1).map(Path::of).toList();
            var twin = Twins.of(plugin, Path.of(arguments[0]), folders);
            if (twin.isPresent()) {
                throw new RefusedJar(Twins.complaint(plugin, twin.get().toString()));
            }
            if (!contract(plugin, out)) {
                System.exit(1);
            }
        } catch (RefusedJar e) {
            out.println("refused: " + e.sentence());
            System.exit(1);
        } finally {
            Files.deleteIfExists(copies);
        }
    }

    /** Whether production would take it; without a report it is good enough for development only, and is told so. */
    private static boolean contract(LoadedPlugin plugin, PrintStream out) {
        if (plugin.contract().isEmpty()) {
            out.println("contract: no report in the jar; production refuses it until it is built with its tests");
            return false;
        }
        var contract = plugin.contract().get();
        out.println("contract: " + contract.passed().size() + " checks hold, "
                + contract.skipped().size() + " had nothing to try, "
                + contract.failed().size() + " failed");
        contract.failed().forEach(it -> out.println("  failed: " + it));
        contract.problem().ifPresent(it -> out.println("refused in production: " + it));
        return contract.problem().isEmpty();
    }
}
