package dev.pontage.database;

import java.nio.file.Path;

/**
 * How a server is to run.
 *
 * @param binaries folder in which the program files are unpacked; may be shared by several homes
 * @param durable every commit reaches the disk; tests give that up for speed
 * @param everySchema the account may make schemas of its own, as tests do
 */
public record Options(Path binaries, boolean durable, boolean everySchema) {
    public static Options forProduct(Path home) {
        return new Options(home.resolve("binaries"), true, false);
    }

    public static Options forTests(Path binaries) {
        return new Options(binaries, false, true);
    }
}
