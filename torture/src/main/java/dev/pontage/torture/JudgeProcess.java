package dev.pontage.torture;

import dev.pontage.torture.judge.Judge;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The judge, as seen from the run. */
final class JudgeProcess {
    private final Child process;
    private final String address;

    private JudgeProcess(Child process, String address) {
        this.process = process;
        this.address = address;
    }

    static JudgeProcess start(Place place, Duration late) {
        var port = Place.freePort();
        var command = List.of(
                Child.java(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Place.ownClasses().toString(),
                Judge.class.getName(),
                Integer.toString(port),
                Long.toString(late.toMillis()));
        var child = Child.start(place.work().resolve("judge.log"), command, Map.of());
        var judge = new JudgeProcess(child, "http://127.0.0.1:" + port);
        if (!Pause.until(Duration.ofSeconds(30), judge::answers)) {
            throw new IllegalStateException("the judge did not start:\n" + child.lastWords());
        }
        return judge;
    }

    private boolean answers() {
        return Http.send(Http.request(URI.create(address + "/vtex")).GET().build())
                .isPresent();
    }

    String address() {
        return address;
    }

    /**
     * What it did under one reference.
     *
     * @param twice captures and refunds that were carried out more than once under one key
     * @param lastBreakdown when it last left a caller without an answer
     */
    record Verdict(
            int charges, long charged, long captured, long refunded, long released, int twice, Instant lastBreakdown) {
        static final Verdict NOTHING = new Verdict(0, 0, 0, 0, 0, 0, Instant.EPOCH);
    }

    Map<String, Verdict> verdict() {
        var said = Http.send(
                        Http.request(URI.create(address + "/verdict")).GET().build())
                .orElseThrow(() -> new IllegalStateException("the judge is gone:\n" + process.lastWords()));
        var verdict = new HashMap<String, Verdict>();
        said.body().lines().forEach(line -> {
            var it = line.split("\t");
            verdict.put(
                    it[0],
                    new Verdict(
                            Integer.parseInt(it[1]),
                            Long.parseLong(it[2]),
                            Long.parseLong(it[3]),
                            Long.parseLong(it[4]),
                            Long.parseLong(it[5]),
                            Integer.parseInt(it[6]),
                            Instant.parse(it[7])));
        });
        return verdict;
    }

    void stop() {
        process.kill();
    }
}
