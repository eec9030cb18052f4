package dev.pontage.ppp;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.spi.PluginDescriptor.Flow;
import dev.pontage.spi.PluginDescriptor.Method;
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
        return wrongEnvironment(affiliation, request, testSuite)
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
        return card.hasNumber() && !(directCards && affiliation.test())
                ? no("card-without-secure-proxy", "card data is only taken through VTEX's Secure Proxy here")
                : Optional.empty();
    }

    private static Optional<No> no(String code, String message) {
        return Optional.of(new No(code, message));
    }
}
