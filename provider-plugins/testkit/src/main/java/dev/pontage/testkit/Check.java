package dev.pontage.testkit;

import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.opentest4j.TestAbortedException;

/**
 * One thing that every plugin must do.
 *
 * @param name a sentence; it stands in reports and never changes its meaning
 * @param conditions without which there is nothing to try
 */
record Check(String name, List<Condition> conditions, Body body) {

    /** What is tried, on a plugin that was opened for this check alone. */
    interface Body {
        void on(Bench bench) throws Exception;
    }

    /** @param otherwise why there is nothing to try */
    record Condition(String otherwise, Predicate<ContractSubject> holds) {}

    /** How a check ended. */
    enum Verdict {
        PASSED,
        FAILED,
        /** Nothing to try: a capability is not declared, or the stub cannot play it. */
        SKIPPED
    }

    Check {
        conditions = List.copyOf(conditions);
    }

    static Check that(String name, Body body) {
        return new Check(name, List.of(), body);
    }

    Check needing(Capability capability) {
        return when("not declared: " + capability, it -> it.descriptor().can(capability));
    }

    Check unless(Capability capability) {
        return when("declared: " + capability, it -> !it.descriptor().can(capability));
    }

    Check overTheNetwork() {
        return when("this plugin calls nobody", it -> !it.hosts().isEmpty());
    }

    Check withCards() {
        return when(
                "it takes no cards",
                it -> it.descriptor().methods().stream().anyMatch(method -> method.flow() == Flow.CARD));
    }

    Check withShoppers() {
        return when(
                "nothing waits for the shopper",
                it -> it.descriptor().methods().stream()
                        .anyMatch(method -> method.flow().isAsynchronous()));
    }

    private Check when(String otherwise, Predicate<ContractSubject> holds) {
        var more = new ArrayList<>(conditions);
        more.add(new Condition(otherwise, holds));
        return new Check(name, more, body);
    }

    /** Why there is nothing to try on this plugin, if so. */
    Optional<String> objection(ContractSubject subject) {
        return conditions.stream()
                .filter(it -> !it.holds().test(subject))
                .map(Condition::otherwise)
                .findFirst();
    }

    /** Throws what went wrong; nothing to try is an aborted test. */
    void run(ContractSubject subject) throws Exception {
        var objection = objection(subject);
        if (objection.isPresent()) {
            throw new TestAbortedException(objection.get());
        }
        try (var bench = new Bench(subject, name)) {
            body.on(bench);
        }
    }
}
