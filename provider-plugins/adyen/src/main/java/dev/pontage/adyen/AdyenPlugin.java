package dev.pontage.adyen;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.PluginDescriptor.Accepted;
import dev.pontage.spi.PluginDescriptor.ChangeKind;
import dev.pontage.spi.PluginDescriptor.Timing;
import dev.pontage.spi.Text;
import dev.pontage.spi.settings.Settings;
import dev.pontage.spi.settings.SettingsSchema.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The front door: what Adyen can do, and how it is opened. */
public final class AdyenPlugin implements AcquirerPlugin {
    /** No INQUIRE: Adyen cannot be asked about a payment. */
    private static final Set<Capability> CAPABILITIES = Set.of(
            Capability.CANCEL,
            Capability.CANCEL_BY_REFERENCE,
            Capability.SETTLE,
            Capability.PARTIAL_SETTLE,
            Capability.MULTIPLE_SETTLE,
            Capability.REFUND,
            Capability.PARTIAL_REFUND,
            Capability.REPLAY,
            Capability.RESUME,
            Capability.WEBHOOK,
            Capability.SPLIT,
            Capability.SECURE_PROXY);

    /** Adyen keeps keys for 7 days at least; the last of them is left out, since clocks differ. */
    private static final Timing TIMING =
            new Timing(Duration.ofMinutes(5), Duration.ofDays(6), Duration.ofMinutes(10), Duration.ZERO);

    private static final PluginDescriptor DESCRIPTOR = new PluginDescriptor(
            "adyen",
            "Adyen",
            "1.0.0",
            AdyenMethods.ALL,
            CAPABILITIES,
            AdyenSettings.SCHEMA,
            Set.of(AdyenSettings.TEST_HOST),
            TIMING,
            Map.of(
                    ChangeKind.CANCEL, Accepted.DONE,
                    ChangeKind.SETTLE, Accepted.DONE,
                    ChangeKind.REFUND, Accepted.PENDING),
            AdyenMethods.EXPONENTS);

    /** For the service loader. */
    public AdyenPlugin() {}

    @Override
    public PluginDescriptor descriptor() {
        return DESCRIPTOR;
    }

    /** Asks for the merchant account's payment methods, which moves nothing. */
    @Override
    public List<Problem> check(Settings settings, AcquirerContext context) {
        if (AdyenSettings.base(settings, context.test()).isEmpty()) {
            return List.of(AdyenSettings.BASE_IS_MISSING);
        }
        try {
            var reply = new AdyenApi(settings, context).paymentMethods();
            return reply.ok() ? List.of() : List.of(AdyenSettings.refused(reply));
        } catch (AcquirerException e) {
            if (e.isAboutCredentials()) {
                return List.of(new Problem(
                        AdyenSettings.API_KEY,
                        new Text(
                                "A Adyen não aceita esta chave, ou ela não vale para esta conta.",
                                "Adyen no acepta esta clave, o no vale para esta cuenta.",
                                "Adyen does not accept this key, or it is not for this account.")));
            }
            throw e;
        }
    }

    @Override
    public Acquirer open(Settings settings, AcquirerContext context) {
        return new AdyenAcquirer(settings, context);
    }
}
