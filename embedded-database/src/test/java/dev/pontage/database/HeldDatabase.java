package dev.pontage.database;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that starts a database, says its process id and waits to be killed. */
final class HeldDatabase {
    private HeldDatabase() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var options = new Options(Path.of(arguments[1]), true, false);
        var database = EmbeddedDatabase.start(Path.of(arguments[0]), options);
        try (var out = new FileOutputStream(FileDescriptor.out)) {
            out.write((database.pid() + "\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            new CountDownLatch(1).await();
        }
    }
}
