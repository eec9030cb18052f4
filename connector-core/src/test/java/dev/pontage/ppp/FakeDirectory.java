package dev.pontage.ppp;

import dev.pontage.affiliation.AcceptedChanges;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Connector;
import dev.pontage.limit.Allowance;
import dev.pontage.payment.Payment;
import dev.pontage.policy.Delays;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.PluginDescriptor.Flow;
import dev.pontage.spi.PluginDescriptor.Method;
import dev.pontage.spi.PluginDescriptor.SplitStage;
import dev.pontage.spi.Text;
import dev.pontage.spi.settings.Secret;
import dev.pontage.spi.settings.Setting;
import dev.pontage.spi.settings.SettingsSchema;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One connector with one affiliation: key and token are "key" and "token". */
final class FakeDirectory implements Directory {
    static final UUID TENANT = new UUID(0, 1);
    static final UUID CONNECTOR = new UUID(0, 2);
    static final UUID AFFILIATION = new UUID(0, 3);

    Affiliation affiliation = affiliation(Affiliation.Environment.TEST, false, false);
    Allowance allowance = new Allowance(1_000, 1_000, 100);
    final Set<String> off = new HashSet<>();
    final Map<String, Secret> learned = new HashMap<>();
    final Set<UUID> told = new HashSet<>();
    boolean attested;
    List<String> allowedAccounts = List.of();
    Optional<String> away = Optional.empty();

    static Affiliation affiliation(Affiliation.Environment environment, boolean suspended, boolean open) {
        return affiliation(environment, suspended, open, Affiliation.Admits.USUAL);
    }

    static Affiliation admitting(Affiliation.Environment environment, Affiliation.Admits admits) {
        return affiliation(environment, false, false, admits);
    }

    private static Affiliation affiliation(
            Affiliation.Environment environment, boolean suspended, boolean open, Affiliation.Admits admits) {
        return new Affiliation(
                AFFILIATION,
                TENANT,
                "mystore",
                CONNECTOR,
                "acmepay",
                "acme",
                Optional.empty(),
                new UUID(0, 4),
                environment,
                "Acme",
                suspended,
                open,
                admits,
                AcceptedChanges.AS_THE_PLUGIN_SAYS,
                Instant.EPOCH);
    }

    @Override
    public boolean databaseAway() {
        return false;
    }

    @Override
    public void broke(RuntimeException e) {}

    @Override
    public Affiliation learned(Affiliation affiliation, Map<String, Secret> merchantSettings) {
        learned.putAll(merchantSettings);
        return affiliation;
    }

    @Override
    public boolean attested() {
        return attested;
    }

    @Override
    public void told(UUID payment) {
        told.add(payment);
    }

    @Override
    public Optional<Connector> connector(String slug) {
        return slug.equals("acmepay") || slug.equals("other")
                ? Optional.of(new Connector(
                        CONNECTOR,
                        slug,
                        "Acme",
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        allowedAccounts,
                        Map.of(),
                        List.of("acme"),
                        false,
                        List.of(
                                new Connector.Method("Visa", true, "onCapture"),
                                new Connector.Method("Pix", true, "disabled"),
                                new Connector.Method("BankInvoice", false, "disabled")),
                        List.of("reason"),
                        false,
                        Instant.EPOCH))
                : Optional.empty();
    }

    @Override
    public Optional<Affiliation> caller(String appKey, String appToken) {
        return appKey.equals("key") && appToken.equals("token") ? Optional.of(affiliation) : Optional.empty();
    }

    @Override
    public Optional<Affiliation> openToTestSuite(String connector) {
        return Optional.of(affiliation).filter(Affiliation::openToTestSuite);
    }

    @Override
    public Allowance allowance(Affiliation affiliation) {
        return allowance;
    }

    @Override
    public Optional<PluginDescriptor> plugin(Affiliation affiliation) {
        return plugin(affiliation.plugin());
    }

    @Override
    public Optional<PluginDescriptor> plugin(String id) {
        return Optional.of(new PluginDescriptor(
                "acme",
                "Acme",
                "1.0.0",
                List.of(
                        Method.card("Visa"),
                        new Method("Pix", Flow.PIX, SplitStage.DISABLED, true, Optional.empty()),
                        new Method("BankInvoice", Flow.BANK_INVOICE, SplitStage.DISABLED, true, Optional.empty())),
                Set.of(),
                SettingsSchema.of(
                        Setting.required("clientKey", Setting.Type.SECRET, Text.same("Key"), Text.same("Key"))
                                .alsoInVtex(),
                        Setting.optional("ours", Setting.Type.TEXT, Text.same("Ours"), Text.same("Ours"))),
                Set.of(),
                PluginDescriptor.Timing.USUAL));
    }

    @Override
    public boolean isOn(Affiliation affiliation, String method) {
        return !off.contains(method);
    }

    @Override
    public Optional<String> away(Affiliation affiliation) {
        return away;
    }

    @Override
    public Delays delays(Affiliation affiliation, Method method) {
        return method.flow() == Flow.PIX ? new Delays(1_800, 21_600, 1_800) : new Delays(21_600, 21_600, 1_800);
    }

    @Override
    public String invoicePage(Payment payment) {
        return "https://pay.example/shopper/invoice/" + payment.id();
    }
}
