package dev.pontage.world;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.PluginDescriptor.Flow;
import dev.pontage.spi.PluginDescriptor.SplitStage;
import dev.pontage.spi.Text;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inbound;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.Resume;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookRequest;
import dev.pontage.spi.settings.Setting;
import dev.pontage.spi.settings.Settings;
import dev.pontage.spi.settings.SettingsSchema;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;

/** An acquirer that does what a test says, and counts. */
public final class ScriptedPlugin implements AcquirerPlugin {
    static final Set<Capability> ALL = EnumSet.of(
            Capability.CANCEL,
            Capability.SETTLE,
            Capability.PARTIAL_SETTLE,
            Capability.MULTIPLE_SETTLE,
            Capability.REFUND,
            Capability.PARTIAL_REFUND,
            Capability.INQUIRE,
            Capability.CANCEL_BY_REFERENCE);

    private final String id;
    private final Set<Capability> capabilities;
    private final SettingsSchema schema;

    /** How often each verb was called. */
    public final AtomicInteger authorizations = new AtomicInteger();

    public final AtomicInteger settlements = new AtomicInteger();
    public final AtomicInteger refunds = new AtomicInteger();
    public final AtomicInteger cancels = new AtomicInteger();
    public final AtomicInteger inquiries = new AtomicInteger();
    public final AtomicInteger resumes = new AtomicInteger();
    public final AtomicInteger inbounds = new AtomicInteger();

    /** What it answers; a test replaces what it needs. */
    public volatile Function<Authorization, Authorization.Outcome> authorize = ScriptedPlugin::approved;

    public volatile Function<Change.Settle, Change.Outcome> settle = it -> done(it);
    public volatile Function<Change.Refund, Change.Outcome> refund = it -> done(it);
    public volatile Function<Change.Cancel, Change.Outcome> cancel = it -> done(it);
    public volatile Function<Inquiry, Inquiry.Outcome> inquire = it -> new Inquiry.NotFound();
    public volatile Function<Resume, Authorization.Outcome> resume = it -> Authorization.Pending.waiting();
    public volatile Function<Inbound, Inbound.Reply> inbound = it -> Inbound.Reply.unsupported();

    public volatile BiFunction<Settings, WebhookRequest, WebhookEvent.Verdict> receive =
            (settings, request) -> WebhookEvent.Verdict.unverified("no script");

    public ScriptedPlugin(String id) {
        this(id, ALL);
    }

    public ScriptedPlugin(String id, Set<Capability> capabilities) {
        this(
                id,
                capabilities,
                SettingsSchema.of(Setting.optional(
                        "webhookSecret", Setting.Type.SECRET, Text.same("Secret"), Text.same("Secret"))));
    }

    /** One that asks for more. */
    public ScriptedPlugin(String id, Set<Capability> capabilities, SettingsSchema schema) {
        this.id = id;
        this.capabilities = capabilities;
        this.schema = schema;
    }

    /** As it is at the beginning of a test. */
    public void reset() {
        List.of(authorizations, settlements, refunds, cancels, inquiries, resumes, inbounds)
                .forEach(it -> it.set(0));
        authorize = ScriptedPlugin::approved;
        settle = ScriptedPlugin::done;
        refund = ScriptedPlugin::done;
        cancel = ScriptedPlugin::done;
        inquire = it -> new Inquiry.NotFound();
        resume = it -> Authorization.Pending.waiting();
        inbound = it -> Inbound.Reply.unsupported();
    }

    /** Approved under ids that are new each time, so that a second call would show. */
    public static Authorization.Outcome approved(Authorization authorization) {
        var mark = Long.toHexString(System.nanoTime());
        return Authorization.Approved.of(Identifiers.of("auth-" + mark, "tid-" + mark, "nsu-" + mark));
    }

    public static Change.Outcome done(Change change) {
        return Change.Done.of("done-" + change.request().shortKey(20));
    }

    @Override
    public PluginDescriptor descriptor() {
        return new PluginDescriptor(
                id,
                "Scripted",
                "1.0.0",
                List.of(
                        PluginDescriptor.Method.card("Visa"),
                        new PluginDescriptor.Method("Pix", Flow.PIX, SplitStage.DISABLED, true, Optional.empty())),
                capabilities,
                schema,
                Set.of(),
                new PluginDescriptor.Timing(
                        Duration.ofMinutes(2), Duration.ofDays(7), Duration.ofSeconds(10), Duration.ZERO),
                Map.of(),
                Map.of());
    }

    @Override
    public Acquirer open(Settings settings, AcquirerContext context) {
        return new Acquirer() {
            @Override
            public Authorization.Outcome authorize(Authorization authorization) {
                authorizations.incrementAndGet();
                return authorize.apply(authorization);
            }

            @Override
            public Change.Outcome settle(Change.Settle change) {
                settlements.incrementAndGet();
                return settle.apply(change);
            }

            @Override
            public Change.Outcome refund(Change.Refund change) {
                refunds.incrementAndGet();
                return refund.apply(change);
            }

            @Override
            public Change.Outcome cancel(Change.Cancel change) {
                cancels.incrementAndGet();
                return cancel.apply(change);
            }

            @Override
            public WebhookEvent.Verdict receive(WebhookRequest request) {
                return receive.apply(settings, request);
            }

            @Override
            public Inquiry.Outcome inquire(Inquiry inquiry) {
                inquiries.incrementAndGet();
                return inquire.apply(inquiry);
            }

            @Override
            public Authorization.Outcome resume(Resume back) {
                resumes.incrementAndGet();
                return resume.apply(back);
            }

            @Override
            public Inbound.Reply inbound(Inbound message) {
                inbounds.incrementAndGet();
                return inbound.apply(message);
            }
        };
    }
}
