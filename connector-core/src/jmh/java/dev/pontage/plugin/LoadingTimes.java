package dev.pontage.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.TimeUnit;

/** How long it takes to check, load and describe each jar of a folder, from the first time on. */
public final class LoadingTimes {
    private static final int ROUNDS = 21;

    private LoadingTimes() {}

    /** A line per jar. */
    public static String of(Path folder) throws IOException, RefusedJar {
        var copies = Files.createTempDirectory("pontage-loading-");
        var lines = new StringBuilder();
        try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (var jar : jars) {
                lines.append(line(jar, new JarLoader(copies)));
            }
        } finally {
            Files.delete(copies);
        }
        return lines.toString();
    }

    private static String line(Path jar, JarLoader loader) throws RefusedJar {
        var millis = new ArrayList<Double>();
        for (var i = 0; i < ROUNDS; i++) {
            var began = System.nanoTime();
            var plugin = loader.load(jar);
            millis.add((System.nanoTime() - began) / (double) TimeUnit.MILLISECONDS.toNanos(1));
            plugin.retire("measured");
        }
        var first = millis.getFirst();
        Collections.sort(millis);
        return "loading %-14s the first time %6.1f ms, then median %6.1f ms, most %6.1f ms%n"
                .formatted(jar.getFileName(), first, millis.get(ROUNDS / 2), millis.getLast());
    }
}
