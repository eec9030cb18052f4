package dev.pontage.testkit;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.PaymentId;
import dev.pontage.spi.payment.WebhookRequest;
import dev.pontage.spi.settings.Setting;
import dev.pontage.spi.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** What an author tells the contract: which plugin, how it is set up, and what its stub can play. */
abstract class ContractSubject {
    private final SettableClock clock = new SettableClock();
    private TestContext context = context(true);
    private Acquirer acquirer = plugin().open(settings(), context);

    /** The plugin that is tested. */
    protected abstract AcquirerPlugin plugin();

    /** What staff would fill in, pointing at the stub. */
    protected Map<String, String> values() {
        return Map.of();
    }

    /** The hosts of the stub. */
    protected Set<String> hosts() {
        return Set.of();
    }

    /** The number of a card that the stub approves. */
    protected String approvedCard() {
        return Mothers.CARD_NUMBER;
    }

    /** The number of a card that the stub denies; empty if it has none. */
    protected Optional<String> deniedCard() {
        return Optional.empty();
    }

    /** More cards that the stub denies, with the kind that the plugin must make of each. */
    protected Map<String, Decline.Kind> declinedCards() {
        return Map.of();
    }

    /** In which currency the stub is paid, with its decimal places. */
    protected dev.pontage.spi.payment.Money amount() {
        return Mothers.reais(3190);
    }

    /** Makes the shopper pay a waiting payment at the stub; false if the stub cannot play that. */
    protected boolean shopperPays(PaymentId payment) {
        return false;
    }

    /** A webhook of the stub about that payment, signed as it should be; empty if the stub sends none. */
    protected Optional<WebhookRequest> webhook(PaymentId payment) {
        return Optional.empty();
    }

    @BeforeEach
    final void open() {
        context = context(true);
        acquirer = plugin().open(settings(), context);
    }

    /** Moves the clock of the plugin. */
    protected final void pass(Duration time) {
        clock.advance(time);
    }

    /** The acquirer under test, for tests of one's own. */
    protected final Acquirer acquirer() {
        return acquirer;
    }

    /** What {@link #acquirer()} was lent, for tests of one's own. */
    protected final TestContext context() {
        return context;
    }

    final PluginDescriptor descriptor() {
        return plugin().descriptor();
    }

    final Settings settings() {
        return new Settings(descriptor().settings(), values());
    }

    /** What must never be seen. */
    final List<String> secrets() {
        return descriptor().settings().settings().stream()
                .filter(it -> it.type().isSecret())
                .flatMap(it -> Optional.ofNullable(values().get(it.key())).stream())
                .filter(it -> !it.isBlank())
                .toList();
    }

    final TestContext context(boolean test) {
        var made = new TestContext(clock, URI.create("https://pontage.example/hooks/1"), hosts(), test);
        descriptor().settings().settings().stream()
                .filter(it -> it.type() == Setting.Type.CERTIFICATE)
                .flatMap(it -> Optional.ofNullable(values().get(it.key())).stream())
                .findFirst()
                .ifPresent(made::identify);
        return made;
    }
}
