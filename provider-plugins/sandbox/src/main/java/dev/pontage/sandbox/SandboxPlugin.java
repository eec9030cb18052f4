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
    static final String FAULTS = "faults";
    static final String WEBHOOK_SECRET = "webhookSecret";

    private static final SettingsSchema SETTINGS = SettingsSchema.of(
            Setting.optional(
                            PIX_PAID_AFTER,
                            Setting.Type.NUMBER,
                            new Text(
                                    "Pix pago após (segundos)",
                                    "Pix pagado después de (segundos)",
                                    "Pix paid after (seconds)"),
                            new Text(
                                    "Vazio: o Pix nunca é pago. Só no ambiente de teste.",
                                    "Vacío: el Pix nunca se paga. Solo en el entorno de prueba.",
                                    "Empty: a Pix is never paid. In the test environment only."))
                    .alsoInVtex(),
            Setting.optional(
                    WEBHOOK_SECRET,
                    Setting.Type.SECRET,
                    new Text("Segredo dos webhooks", "Secreto de los webhooks", "Webhook secret"),
                    new Text(
                            "Com ele são assinados os webhooks de teste. Vazio: nenhum é aceito.",
                            "Con él se firman los webhooks de prueba. Vacío: no se acepta ninguno.",
                            "What test webhooks are signed with. Empty: none is believed.")),
            Setting.optional(
                            LATENCY,
                            Setting.Type.NUMBER,
                            new Text("Demora da resposta (ms)", "Demora de la respuesta (ms)", "Answer delay (ms)"),
                            new Text(
                                    "Quanto o adquirente simulado leva para responder.",
                                    "Cuánto tarda en responder el adquirente simulado.",
                                    "How long the pretended acquirer takes to answer."))
                    .orElse("0")
                    .testOnly(),
            Setting.optional(
                            FAULTS,
                            Setting.Type.TEXT,
                            new Text("Falhas por roteiro", "Fallas por guion", "Scripted faults"),
                            new Text(
                                    "Em % dos pagamentos: drop=5, duplicate=1, reorder=2,"
                                            + " wrong-amount=1, partial=1, latency=50/200/1500.",
                                    "En % de los pagos: drop=5, duplicate=1, reorder=2,"
                                            + " wrong-amount=1, partial=1, latency=50/200/1500.",
                                    "In % of payments: drop=5, duplicate=1, reorder=2,"
                                            + " wrong-amount=1, partial=1, latency=50/200/1500."))
                    .testOnly());

    private static final Set<Capability> CAPABILITIES = EnumSet.allOf(Capability.class);

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
        if (settings.text(FAULTS).filter(it -> SandboxScript.read(it).isEmpty()).isPresent()) {
            return List.of(new Problem(
                    FAULTS,
                    new Text(
                            "Escreva por exemplo: drop=5, latency=50/200/1500.",
                            "Escriba por ejemplo: drop=5, latency=50/200/1500.",
                            "Write for instance: drop=5, latency=50/200/1500.")));
        }
        var negative = settings.number(PIX_PAID_AFTER).filter(it -> it < 0).isPresent();
        return negative
                ? List.of(new Problem(
                        PIX_PAID_AFTER,
                        new Text("Zero ou mais segundos.", "Cero o más segundos.", "Zero seconds or more.")))
                : List.of();
    }

    @Override
    public Acquirer open(Settings settings, AcquirerContext context) {
        var acquirer = new SandboxAcquirer(settings, context, memory);
        var script = script(settings, context.test());
        return script == SandboxScript.EMPTY ? acquirer : new FaultyLine(acquirer, script);
    }

    /** Nothing goes wrong on purpose outside the test environment. */
    static SandboxScript script(Settings settings, boolean test) {
        return settings.text(FAULTS)
                .filter(it -> test)
                .flatMap(SandboxScript::read)
                .orElse(SandboxScript.EMPTY);
    }
}
