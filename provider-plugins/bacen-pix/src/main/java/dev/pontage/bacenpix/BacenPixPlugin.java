package dev.pontage.bacenpix;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.PluginDescriptor.Accepted;
import dev.pontage.spi.PluginDescriptor.ChangeKind;
import dev.pontage.spi.PluginDescriptor.Flow;
import dev.pontage.spi.PluginDescriptor.Method;
import dev.pontage.spi.PluginDescriptor.SplitStage;
import dev.pontage.spi.PluginDescriptor.Timing;
import dev.pontage.spi.Text;
import dev.pontage.spi.settings.Settings;
import dev.pontage.spi.settings.SettingsSchema.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The front door: what Pix by this API can do, and how it is opened. */
public final class BacenPixPlugin implements AcquirerPlugin {
    private static final Set<Capability> CAPABILITIES = Set.of(
            Capability.CANCEL,
            Capability.CANCEL_BY_REFERENCE,
            Capability.REFUND,
            Capability.PARTIAL_REFUND,
            Capability.INQUIRE,
            Capability.REPLAY,
            Capability.WEBHOOK);

    /** Ids are ours and the API forgets none, so that a replay is safe far longer than VTEX tries. */
    private static final Timing TIMING =
            new Timing(Duration.ofMinutes(5), Duration.ofDays(30), Duration.ofSeconds(15), Duration.ZERO);

    private static final PluginDescriptor DESCRIPTOR = new PluginDescriptor(
            "bacen-pix",
            "Pix (API Bacen)",
            "1.0.0",
            List.of(new Method("Pix", Flow.PIX, SplitStage.DISABLED, true, Optional.empty())),
            CAPABILITIES,
            BacenPixSettings.SCHEMA,
            BankProfile.hosts(),
            TIMING,
            // What was paid while it was being removed is on its way back: not done before it is.
            Map.of(ChangeKind.CANCEL, Accepted.PENDING, ChangeKind.REFUND, Accepted.PENDING),
            Map.of());

    /** For the service loader. */
    public BacenPixPlugin() {}

    @Override
    public PluginDescriptor descriptor() {
        return DESCRIPTOR;
    }

    /** Lists the charges of the last minute, which moves nothing, and registers the webhook. */
    @Override
    public List<Problem> check(Settings settings, AcquirerContext context) {
        var problems = BacenPixSettings.problems(settings, context.test());
        if (!problems.isEmpty()) {
            return problems;
        }
        try {
            new BacenPixApi(settings, context).recent();
        } catch (AcquirerException e) {
            if (e.isAboutCredentials()) {
                return List.of(new Problem(
                        BacenPixSettings.CLIENT_ID,
                        new Text(
                                "O banco não aceita o cliente, o segredo, os escopos ou o certificado.",
                                "El banco no acepta el cliente, el secreto, los alcances o el certificado.",
                                "The bank does not accept the client, its secret, scopes or certificate.")));
            }
            throw e;
        }
        new BacenPixAcquirer(settings, context).register();
        return List.of();
    }

    @Override
    public Acquirer open(Settings settings, AcquirerContext context) {
        return new BacenPixAcquirer(settings, context);
    }
}
