package dev.pontage.ppp;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Connector;
import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor.Flow;
import dev.pontage.spi.PluginDescriptor.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Says no to a new payment before anybody else hears of it. */
@Component
class Doorkeeper {
    /** The least that VTEX takes as delayToCancel. */
    private static final int SHORTEST_SLIP = 600;

    private final Directory directory;
    private final boolean directCards;
    private final boolean production;

    /**
     * A no.
     *
     * @param flag what staff must see of it besides
     */
    record No(String code, String message, Optional<String> flag) {}

    Doorkeeper(
            Directory directory,
            @Value("${pontage.direct-cards:${pontage.embedded:false}}") boolean directCards,
            Environment environment) {
        this.directory = directory;
        this.directCards = directCards;
        this.production = environment.acceptsProfiles(Profiles.of("production"));
    }

    Optional<No> refuses(Affiliation affiliation, CreateRequest request, Optional<Method> method, boolean testSuite) {
        if (affiliation.suspended()) {
            return no("suspended", "this affiliation takes no new payments at the moment");
        }
        if (method.isEmpty() || !directory.isOn(affiliation, request.method())) {
            return no("method-not-available", "this payment method is not available here");
        }
        return wrongEnvironment(affiliation, request, testSuite)
                .or(() -> wrongSplit(affiliation, request, method.get()))
                .or(() -> wrongBank(request))
                .or(() -> tooLate(affiliation, method.get()))
                .or(() -> method.get().flow() == Flow.CARD ? wrongCard(affiliation, request) : Optional.empty());
    }

    /** What staff must see of a payment that is let in. */
    List<String> flags(Affiliation affiliation, CreateRequest request, boolean testSuite) {
        return Stream.concat(
                        contradiction(affiliation, request, testSuite).stream(),
                        stranger(affiliation, request).stream())
                .toList();
    }

    private static Optional<String> contradiction(Affiliation affiliation, CreateRequest request, boolean testSuite) {
        return request.sandbox()
                .filter(it -> !testSuite && it != affiliation.test())
                .map(it -> "VTEX says sandboxMode " + it + ", and this is a "
                        + affiliation.environment().word() + " affiliation.");
    }

    private Optional<No> wrongEnvironment(Affiliation affiliation, CreateRequest request, boolean testSuite) {
        var admitted =
                affiliation.test() && (!production || affiliation.admits().liveModeOnTest());
        return contradiction(affiliation, request, testSuite)
                .filter(it -> !admitted)
                .map(it -> new No(
                        "wrong-environment",
                        "sandboxMode and the affiliation's environment differ",
                        Optional.of(it + " The payment was denied.")));
    }

    /** VTEX may name the main account for a store below it: seen by staff, never refused. */
    private Optional<String> stranger(Affiliation affiliation, CreateRequest request) {
        var allowed = directory
                .connector(affiliation.connector())
                .map(Connector::allowedAccounts)
                .orElse(List.of());
        var account = request.fields().textOrEmpty("merchantName");
        return allowed.isEmpty() || account.isEmpty() || allowed.stream().anyMatch(account::equalsIgnoreCase)
                ? Optional.empty()
                : Optional.of("VTEX names the account " + account + ", which is not among the connector's.");
    }

    private Optional<No> wrongSplit(Affiliation affiliation, CreateRequest request, Method method) {
        if (request.fields().objects("recipients").isEmpty()) {
            return Optional.empty();
        }
        var able = directory
                .plugin(affiliation)
                .map(it -> it.can(Capability.SPLIT))
                .orElse(false);
        return able
                ? Split.problem(request.fields(), request.amount())
                        .map(it -> new No("split-mismatch", it, Optional.empty()))
                : no("split-not-supported", "this acquirer cannot split a payment by " + method.name());
    }

    /** A slip that VTEX would cancel before anybody can pay it is not made. */
    private Optional<No> tooLate(Affiliation affiliation, Method method) {
        return method.flow() == Flow.BANK_INVOICE
                        && directory.delays(affiliation, method).toCancel() < SHORTEST_SLIP
                ? no("due-date-too-near", "the slip would be due in less than ten minutes")
                : Optional.empty();
    }

    /** VTEX's own PSE app puts the bank there. */
    private static Optional<No> wrongBank(CreateRequest request) {
        return request.method().equals("PSE")
                        && request.fields()
                                .object("metadata")
                                .flatMap(it -> it.text("bankCode"))
                                .filter(it -> !it.isBlank())
                                .isEmpty()
                ? no("PSE_CUSTOM_APP_NOT_FOUND", "the shopper's bank is missing: metadata.bankCode")
                : Optional.empty();
    }

    private Optional<No> wrongCard(Affiliation affiliation, CreateRequest request) {
        var card = request.card();
        if (request.secureProxy().isPresent()) {
            return card.hasNumber() && !card.hasTokens()
                    ? no("card-token-missing", "a card that goes through the Secure Proxy needs its tokens")
                    : Optional.empty();
        }
        if (card.hasTokens()) {
            return no("secure-proxy-url-missing", "card tokens can only be used with a secureProxyUrl");
        }
        var taken = affiliation.admits().directCards() && ((directCards && affiliation.test()) || directory.attested());
        return card.hasNumber() && !taken
                ? no("card-without-secure-proxy", "card data is only taken through VTEX's Secure Proxy here")
                : Optional.empty();
    }

    private static Optional<No> no(String code, String message) {
        return Optional.of(new No(code, message, Optional.empty()));
    }
}
