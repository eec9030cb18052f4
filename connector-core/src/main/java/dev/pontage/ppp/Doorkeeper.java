package dev.pontage.ppp;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Connector;
import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor.Flow;
import dev.pontage.spi.PluginDescriptor.Method;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Says no to a new payment before anybody else hears of it. */
@Component
class Doorkeeper {
    /** The least that VTEX takes as delayToCancel. */
    private static final int SHORTEST_SLIP = 600;

    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

    private final Directory directory;
    private final boolean directCards;
    private final boolean production;

    /** A no. */
    record No(String code, String message) {}

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
        flagStranger(affiliation, request);
        return wrongEnvironment(affiliation, request, testSuite)
                .or(() -> wrongSplit(affiliation, request, method.get()))
                .or(() -> wrongBank(request))
                .or(() -> tooLate(affiliation, method.get()))
                .or(() -> method.get().flow() == Flow.CARD ? wrongCard(affiliation, request) : Optional.empty());
    }

    private Optional<No> wrongEnvironment(Affiliation affiliation, CreateRequest request, boolean testSuite) {
        if (testSuite || request.sandbox().isEmpty() || request.sandbox().get() == affiliation.test()) {
            return Optional.empty();
        }
        LOG.warn(
                "Payment {} of {}: VTEX says sandboxMode {} to a {} affiliation",
                request.key(),
                affiliation.id(),
                request.sandbox().get(),
                affiliation.environment().word());
        return affiliation.test() && !production
                ? Optional.empty()
                : no("wrong-environment", "sandboxMode and the affiliation's environment differ");
    }

    /** VTEX may name the main account for a store below it: seen by staff, never refused. */
    private void flagStranger(Affiliation affiliation, CreateRequest request) {
        var allowed = directory
                .connector(affiliation.connector())
                .map(Connector::allowedAccounts)
                .orElse(List.of());
        var account = request.fields().textOrEmpty("merchantName");
        if (!allowed.isEmpty() && !account.isEmpty() && allowed.stream().noneMatch(account::equalsIgnoreCase)) {
            LOG.warn(
                    "Payment {} of {} names the account {}, which is not among the connector's",
                    request.key(),
                    affiliation.id(),
                    account);
        }
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
                ? Split.problem(request.fields(), request.amount()).map(it -> new No("split-mismatch", it))
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
        return card.hasNumber() && !(directCards && affiliation.test()) && !directory.attested()
                ? no("card-without-secure-proxy", "card data is only taken through VTEX's Secure Proxy here")
                : Optional.empty();
    }

    private static Optional<No> no(String code, String message) {
        return Optional.of(new No(code, message));
    }
}
