package dev.pontage.admin.limits;

import dev.pontage.admin.access.Person;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.remote.Breakers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who is not called at the moment, as far as the reader may know them. */
@Component
public class Stopped {
    private final Affiliations affiliations;
    private final Breakers breakers;

    Stopped(Affiliations affiliations, Breakers breakers) {
        this.affiliations = affiliations;
        this.breakers = breakers;
    }

    /**
     * Somebody who is not called, or only to try.
     *
     * @param affiliation empty for a host that takes callbacks
     */
    public record Line(String name, Optional<Affiliation> affiliation, String state) {}

    /** All of them, on this node. */
    public List<Line> list() {
        return breakers.notClosed().entrySet().stream().flatMap(this::line).toList();
    }

    /** Acquirers' breakers go by an affiliation's id and its plugin, hosts' by the host, which belongs to no merchant. */
    private Stream<Line> line(Map.Entry<String, String> breaker) {
        var words = breaker.getKey().split(" ", 2);
        if (words.length == 2 && words[0].matches("[0-9a-f-]{36}")) {
            return affiliations
                    .find(UUID.fromString(words[0]))
                    .map(it -> new Line(words[1], Optional.of(it), breaker.getValue()))
                    .stream();
        }
        return Person.current().everyTenant()
                ? Stream.of(new Line(breaker.getKey(), Optional.empty(), breaker.getValue()))
                : Stream.empty();
    }
}
