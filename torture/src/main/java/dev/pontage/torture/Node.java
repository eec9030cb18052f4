package dev.pontage.torture;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The distribution as a process: started as ./pontage start does, with the kill switch on its class path. */
final class Node {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final List<String> STARTED = List.of(
            "-Xmx768m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Dfile.encoding=UTF-8",
            "-Duser.timezone=UTC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final String name;
    private final Place place;
    private final Path home;
    private final int port = Place.freePort();
    private final Map<String, String> environment;
    private final List<String> flags;
    private final boolean mortal;
    private volatile @Nullable Child process;

    /** As it is killed again and again: most of a short life is the start, and the quick compiler alone makes it shorter. */
    Node(String name, Place place, Map<String, String> environment) {
        this(name, place, environment, with("-XX:TieredStopAtLevel=1"), true);
    }

    /** As ./pontage start does, without the switch: for those that measure. */
    static Node asStarted(String name, Place place, Map<String, String> environment) {
        return new Node(name, place, environment, STARTED, false);
    }

    /** With flags of its own, without the switch. */
    static Node measured(String name, Place place, Map<String, String> environment, List<String> flags) {
        return new Node(name, place, environment, flags, false);
    }

    private static List<String> with(String flag) {
        var flags = new ArrayList<>(STARTED);
        flags.add(flag);
        return flags;
    }

    private Node(String name, Place place, Map<String, String> environment, List<String> flags, boolean mortal) {
        this.flags = flags;
        this.mortal = mortal;
        this.name = name;
        this.place = place;
        this.home = place.work().resolve(name);
        this.environment = new HashMap<>(environment);
        try {
            Files.createDirectories(home.resolve("tmp"));
            Files.createDirectories(plugins());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    Path home() {
        return home;
    }

    Path plugins() {
        return home.resolve("plugins");
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Returns when it can take payments, with how long that took. */
    Duration start() {
        var began = System.nanoTime();
        var child = Child.start(place.work().resolve(name + ".log"), command(), all());
        process = child;
        var ready = Pause.until(PATIENCE, () -> !child.alive() || healthy());
        if (!ready || !child.alive()) {
            // An armed one may die as it starts; that is for the caller to see.
            if (Files.exists(order()) && !child.alive()) {
                return Duration.ofNanos(System.nanoTime() - began);
            }
            child.kill();
            throw new IllegalStateException(name + " did not start:\n" + child.lastWords());
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private List<String> command() {
        var product = place.distribution().resolve("pontage.jar").toString();
        var classPath = mortal ? product + File.pathSeparator + Place.ownClasses() : product;
        var command = new ArrayList<>(List.of(Child.java()));
        command.addAll(flags);
        command.addAll(List.of("-Djava.io.tmpdir=" + home.resolve("tmp"), "-cp", classPath, "dev.pontage.app.Pontage"));
        return command;
    }

    private Map<String, String> all() {
        var all = new HashMap<>(environment);
        all.put("PONTAGE_HOME", home.toString());
        all.put("SERVER_PORT", Integer.toString(port));
        all.put("SERVER_ADDRESS", "127.0.0.1");
        all.put("MANAGEMENT_SERVER_PORT", "0");
        all.put("PONTAGE_DEMO", "false");
        all.put("PONTAGE_DIRECT_CARDS", "true");
        all.put("PONTAGE_ALLOW_PRIVATE_NETWORK", "true");
        all.put("PONTAGE_TORTURE_ORDER", order().toString());
        return all;
    }

    private boolean healthy() {
        return Http.send(Http.request(at("/health")).GET().build())
                .map(it -> it.status() == 200)
                .orElse(false);
    }

    private Path order() {
        return home.resolve("order");
    }

    /** It will die at the given passing of a point. */
    void arm(Point point, int passing) {
        try {
            var written = home.resolve("order.new");
            Files.writeString(written, point + " " + passing);
            Files.move(written, order(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void disarm() {
        try {
            Files.deleteIfExists(order());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean diesWithin(Duration patience) {
        return child().map(it -> it.endsWithin(patience)).orElse(true);
    }

    long pid() {
        return child().orElseThrow().pid();
    }

    void kill() {
        child().ifPresent(Child::kill);
    }

    void stop() {
        child().ifPresent(Child::stop);
    }

    private Optional<Child> child() {
        return Optional.ofNullable(process);
    }
}
