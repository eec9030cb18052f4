package dev.pontage.torture;

import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The floor, as seen from the run. */
final class FloorProcess {
    private final Child process;
    private final URI address;

    private FloorProcess(Child process, URI address) {
        this.process = process;
        this.address = address;
    }

    static FloorProcess start(Place place, Books.Access access, List<String> flags) {
        var port = Place.freePort();
        var command = new ArrayList<>(List.of(Child.java()));
        command.addAll(flags);
        command.addAll(List.of(
                "-cp",
                Place.ownClasses() + File.pathSeparator + place.distribution().resolve("lib") + "/*",
                "-Dspring.config.location=optional:file:./no-such-folder/",
                "-Dspring.profiles.active=" + Floor.PROFILE,
                "-Dspring.threads.virtual.enabled=true",
                "-Dspring.main.banner-mode=off",
                "-Dserver.address=127.0.0.1",
                "-Dserver.port=" + port,
                "-Dfloor.url=" + access.url(),
                "-Dfloor.username=" + access.username(),
                Floor.class.getName()));
        var child =
                Child.start(place.work().resolve("floor.log"), command, Map.of("FLOOR_PASSWORD", access.password()));
        var floor = new FloorProcess(child, URI.create("http://127.0.0.1:" + port + "/"));
        if (!Pause.until(Duration.ofSeconds(60), floor::answers)) {
            throw new IllegalStateException("the floor did not start:\n" + child.lastWords());
        }
        return floor;
    }

    private boolean answers() {
        return Http.send(Http.request(address.resolve("health")).GET().build()).isPresent();
    }

    Pump pump(String path, int connections, String body) {
        var request = Line.request(address, path, "", body);
        return new Pump(address, connections, it -> request, new AtomicLong());
    }

    long pid() {
        return process.pid();
    }

    void kill() {
        process.kill();
    }
}
