package dev.pontage.database;

import java.nio.file.Path;
import java.util.List;

/**
 * How a server is to run.
 *
 * @param binaries folder in which the program files are unpacked; may be shared by several homes
 * @param durable every commit reaches the disk; tests give that up for speed
 * @param everySchema the account may make schemas of its own, as tests do
 * @param further arguments of the server, after ours
 */
public record Options(Path binaries, boolean durable, boolean everySchema, List<String> further) {
    public Options {
        further = List.copyOf(further);
    }

    public Options(Path binaries, boolean durable, boolean everySchema) {
        this(binaries, durable, everySchema, List.of());
    }

    public static Options forProduct(Path home) {
        return new Options(home.resolve("binaries"), true, false);
    }

    public static Options forTests(Path binaries) {
        return new Options(binaries, false, true);
    }
}
