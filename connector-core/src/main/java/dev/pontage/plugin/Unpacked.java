package dev.pontage.plugin;

import java.io.IOException;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** What is in a jar, never more of it than the memory of a small process takes: a few bytes can unpack to gigabytes. */
final class Unpacked {
    private static final long MOST_IN_ALL = 512L << 20;
    private static final int MOST_IN_ONE = 16 << 20;

    private Unpacked() {}

    /** Refuses a jar that unpacks to more than a plugin may. */
    static void check(JarFile jar) throws RefusedJar {
        if (jar.stream().mapToLong(it -> Math.max(0, it.getSize())).sum() > MOST_IN_ALL) {
            throw new RefusedJar("it unpacks to more than the " + (MOST_IN_ALL >> 20) + " MB that a plugin may have");
        }
    }

    /** The bytes of one entry; one that holds more than it says is damaged. */
    static byte[] bytes(JarFile jar, ZipEntry entry) throws IOException {
        try (var in = jar.getInputStream(entry)) {
            var bytes = in.readNBytes(MOST_IN_ONE);
            if (in.read() >= 0) {
                throw new ZipException(entry.getName() + " is too large");
            }
            return bytes;
        }
    }
}
