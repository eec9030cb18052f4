package dev.pontage.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a person at the terminal reads; everything else is a log line. */
final class Console {
    private Console() {}

    static void say(List<String> lines) {
        write(FileDescriptor.out, lines);
    }

    static void complain(String line) {
        write(FileDescriptor.err, List.of("pontage: " + line));
    }

    private static void write(FileDescriptor where, List<String> lines) {
        // Not closed: the descriptor belongs to the process.
        var stream = new PrintStream(new FileOutputStream(where), true, StandardCharsets.UTF_8);
        lines.forEach(stream::println);
        stream.flush();
    }
}
