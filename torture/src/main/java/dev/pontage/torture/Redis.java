package dev.pontage.torture;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Redis or Valkey as a process, killed and started again at the same place. */
final class Redis {
    private static final String HOW =
            "No redis-server was found: install redis-server, or name one in PONTAGE_REDIS_SERVER";

    private final Path log;
    private final String program;
    private final int port = Place.freePort();
    private @Nullable Child process;

    Redis(Place place) {
        this.log = place.work().resolve("redis.log");
        this.program = program(place.work());
    }

    /** Debian's redis-tools carry the server without a service: one program that does what its name says. */
    private static String program(Path work) {
        var found = Stream.concat(
                        Optional.ofNullable(System.getenv("PONTAGE_REDIS_SERVER")).stream(),
                        Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                .flatMap(it -> Stream.of("redis-server", "valkey-server", "redis-check-rdb")
                                        .map(name -> it + "/" + name)))
                .filter(it -> Files.isExecutable(Path.of(it)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(HOW));
        try {
            return found.endsWith("check-rdb")
                    ? Files.createSymbolicLink(work.resolve("redis-server"), Path.of(found))
                            .toString()
                    : found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    void start() {
        process = Child.start(
                log,
                List.of(
                        program,
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "no"),
                Map.of());
    }

    void kill() {
        Optional.ofNullable(process).ifPresent(Child::kill);
    }
}
