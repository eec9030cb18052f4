package dev.pontage.sandbox;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.PluginDescriptor.Timing;
import dev.pontage.spi.Text;
import dev.pontage.spi.settings.Setting;
import dev.pontage.spi.settings.Settings;
import dev.pontage.spi.settings.SettingsSchema;
import dev.pontage.spi.settings.SettingsSchema.Problem;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The front door: what the sandbox is, and how it is opened. */
public final class SandboxPlugin implements AcquirerPlugin {
    static final String PIX_PAID_AFTER = "pixPaidAfterSeconds";
    static final String LATENCY = "latencyMillis";

    private static final SettingsSchema SETTINGS = SettingsSchema.of(
            Setting.optional(
                    PIX_PAID_AFTER,
                    Setting.Type.NUMBER,
                    new Text(
                            "Pix pago após (segundos)", "Pix pagado después de (segundos)", "Pix paid after (seconds)"),
                    new Text(
                            "Vazio: o Pix nunca é pago. Só no ambiente de teste.",
                            "Vacío: el Pix nunca se paga. Solo en el entorno de prueba.",
                            "Empty: a Pix is never paid. In the test environment only.")),
            Setting.optional(
                            LATENCY,
                            Setting.Type.NUMBER,
                            new Text("Demora da resposta (ms)", "Demora de la respuesta (ms)", "Answer delay (ms)"),
                            new Text(
                                    "Quanto o adquirente simulado leva para responder.",
                                    "Cuánto tarda en responder el adquirente simulado.",
                                    "How long the pretended acquirer takes to answer."))
                    .orElse("0"));

    /** No WEBHOOK: nothing calls us, the host finds out by asking. */
    private static final Set<Capability> CAPABILITIES = EnumSet.complementOf(EnumSet.of(Capability.WEBHOOK));

    /** VTEX's test suite wants a callback 3 to 5 seconds after the answer, hence a look every second. */
    private static final Timing TIMING =
            new Timing(Duration.ofSeconds(5), Duration.ofDays(7), Duration.ofSeconds(1), Duration.ZERO);

    private static final PluginDescriptor DESCRIPTOR = new PluginDescriptor(
            "sandbox", "Sandbox", "1.0.0", SandboxMethods.ALL, CAPABILITIES, SETTINGS, Set.of(), TIMING);

    private final SandboxMemory memory = new SandboxMemory();

    /** For the service loader. */
    public SandboxPlugin() {}

    @Override
    public PluginDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Problem> check(Settings settings, AcquirerContext context) {
        var negative = settings.number(PIX_PAID_AFTER).filter(it -> it < 0).isPresent();
        return negative
                ? List.of(new Problem(
                        PIX_PAID_AFTER,
                        new Text("Zero ou mais segundos.", "Cero o más segundos.", "Zero seconds or more.")))
                : List.of();
    }

    @Override
    public Acquirer open(Settings settings, AcquirerContext context) {
        return new SandboxAcquirer(settings, context, memory);
    }
}
