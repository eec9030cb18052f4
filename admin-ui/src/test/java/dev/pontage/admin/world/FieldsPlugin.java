package dev.pontage.admin.world;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.Text;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.settings.Setting;
import dev.pontage.spi.settings.Settings;
import dev.pontage.spi.settings.SettingsSchema;
import dev.pontage.spi.settings.SettingsSchema.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An acquirer that asks for one setting of each type, and refuses the key "wrong". */
final class FieldsPlugin implements AcquirerPlugin {
    private static final SettingsSchema SCHEMA = SettingsSchema.of(
            Setting.required(
                    "merchantCode", Setting.Type.TEXT, text("Código", "Código de comercio", "Merchant code"), help()),
            Setting.required("apiKey", Setting.Type.SECRET, text("Chave", "Clave", "API key"), help())
                    .in(text("Acesso", "Acceso", "Access")),
            Setting.optional(
                            "certificate",
                            Setting.Type.CERTIFICATE,
                            text("Certificado", "Certificado TLS", "Certificate"),
                            help())
                    .in(text("Acesso", "Acceso", "Access")),
            Setting.optional("apiBaseUrl", Setting.Type.URL, text("Endereço", "Dirección", "Address"), help())
                    .orElse("https://acquirer.test/v1"),
            Setting.optional("patience", Setting.Type.DURATION, text("Espera", "Espera máxima", "Patience"), help()),
            Setting.optional("softLimit", Setting.Type.NUMBER, text("Limite", "Límite", "Limit"), help()),
            Setting.optional(
                            "antifraud",
                            Setting.Type.FLAG,
                            text("Antifraude", "Antifraude propio", "Antifraud"),
                            help())
                    .orElse("false"),
            Setting.optional("capture", Setting.Type.CHOICE, text("Captura", "Modo de captura", "Capture"), help())
                    .among(List.of(
                            new Setting.Choice("late", text("Depois", "Después", "Later")),
                            new Setting.Choice("now", text("Na hora", "Al momento", "At once"))))
                    .orElse("late"),
            Setting.optional(
                            "storeName",
                            Setting.Type.TEXT,
                            text("Nome na fatura", "Nombre", "Name on the bill"),
                            help())
                    .alsoInVtex());

    /** The code of a merchant whose cancels are never answered; and nobody can ask what became of them. */
    static final String SILENT = "silent";

    private final String version;

    FieldsPlugin(String version) {
        this.version = version;
    }

    private static Text text(String pt, String es, String en) {
        return new Text(pt, es, en);
    }

    private static Text help() {
        return new Text("Está no contrato.", "Está en el contrato.", "It stands in the contract.");
    }

    @Override
    public PluginDescriptor descriptor() {
        return new PluginDescriptor(
                "fields",
                "Fields",
                version,
                List.of(PluginDescriptor.Method.card("Visa")),
                Set.of(Capability.CANCEL),
                SCHEMA,
                Set.of("acquirer.test"),
                new PluginDescriptor.Timing(
                        Duration.ofMinutes(2), Duration.ofDays(7), Duration.ofSeconds(10), Duration.ZERO));
    }

    @Override
    public List<Problem> check(Settings settings, AcquirerContext context) {
        return settings.text("merchantCode").equals(Optional.of("wrong"))
                ? List.of(new Problem("merchantCode", text("Desconhecido.", "Desconocido.", "Unknown there.")))
                : List.of();
    }

    @Override
    public Acquirer open(Settings settings, AcquirerContext context) {
        return new Acquirer() {
            @Override
            public Authorization.Outcome authorize(Authorization authorization) {
                return Authorization.Approved.of(Identifiers.of("a1", "t1", "n1"));
            }

            @Override
            public Change.Outcome cancel(Change.Cancel cancel) {
                if (settings.text("merchantCode").equals(Optional.of(SILENT))) {
                    throw AcquirerException.inDoubt("cut off");
                }
                return Change.Done.of("void-by-" + version);
            }
        };
    }
}
