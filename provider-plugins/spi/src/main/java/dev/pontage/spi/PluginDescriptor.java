package dev.pontage.spi;

import dev.pontage.spi.settings.SettingsSchema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything the host knows of a plugin: the admin's form, the validation of settings, the manifest that VTEX reads, the
 * capability checks, the documentation page and the contract tests are all made from this value.
 *
 * @param id lower case letters, digits and hyphens; never changes between versions
 * @param name how people call the acquirer
 * @param version of this jar, for people and for pinning
 * @param methods what VTEX may ask for, by VTEX's own names
 * @param capabilities what can be done beyond authorizing
 * @param settings what staff, or the merchant, must fill in
 * @param hosts the only hosts that its transport reaches, besides those of its URL settings
 * @param timing how the acquirer behaves in time
 * @param accepted whether an accepted change counts as done, by kind; a kind that is missing counts as done, a
 *     refund as pending; a merchant may choose otherwise
 * @param exponents decimal places of a currency where the acquirer differs from ISO 4217
 */
public record PluginDescriptor(
        String id,
        String name,
        String version,
        List<Method> methods,
        Set<Capability> capabilities,
        SettingsSchema settings,
        Set<String> hosts,
        Timing timing,
        Map<ChangeKind, Accepted> accepted,
        Map<String, Integer> exponents) {

    public PluginDescriptor {
        methods = List.copyOf(methods);
        capabilities = Set.copyOf(capabilities);
        hosts = Set.copyOf(hosts);
        accepted = Map.copyOf(accepted);
        exponents = Map.copyOf(exponents);
    }

    /** The usual case: ISO's decimal places and accepted changes that count as done. */
    public PluginDescriptor(
            String id,
            String name,
            String version,
            List<Method> methods,
            Set<Capability> capabilities,
            SettingsSchema settings,
            Set<String> hosts,
            Timing timing) {
        this(id, name, version, methods, capabilities, settings, hosts, timing, Map.of(), Map.of());
    }

    /** Whether the plugin declares a capability. */
    public boolean can(Capability capability) {
        return capabilities.contains(capability);
    }

    /** The method with this name of VTEX's, if the plugin has it. */
    public Optional<Method> method(String name) {
        return methods.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /** The three ways to change a payment. */
    public enum ChangeKind {
        CANCEL,
        SETTLE,
        REFUND
    }

    /** What it means when the acquirer has taken a change in but not carried it out yet. */
    public enum Accepted {
        DONE,
        PENDING
    }

    /** When VTEX sends the recipients of a split. */
    public enum SplitStage {
        AUTHORIZE,
        CAPTURE,
        DISABLED
    }

    /** How the shopper pays: whether the answer comes at once, and what he must be shown. */
    public enum Flow {
        /** A card or wallet: the acquirer answers at once. */
        CARD,
        /** An instant transfer by a code that is shown. */
        PIX,
        /** A slip that is paid elsewhere. */
        BANK_INVOICE,
        /** A page of the acquirer or bank. */
        REDIRECT,
        /** A payment app in VTEX's checkout. */
        APP,
        /** A terminal in a shop. */
        TERMINAL,
        /** Answered at once, without a card. */
        DIRECT;

        /** Whether the shopper must be shown something, so that an answer with nothing to show is no use to anyone. */
        public boolean showsSomething() {
            return this == PIX || this == BANK_INVOICE || this == REDIRECT || this == APP || this == TERMINAL;
        }

        /** Whether a mere creation can never be an approval. */
        public boolean isAsynchronous() {
            return showsSomething();
        }
    }

    /**
     * One payment method.
     *
     * @param name VTEX's canonical name
     * @param flow how the shopper pays
     * @param split when recipients come, if ever
     * @param capturesAtOnce the acquirer takes the money when it authorizes: a settle is answered without a call
     * @param validity how long a pending payment stays payable; empty if the acquirer does not say
     */
    public record Method(
            String name, Flow flow, SplitStage split, boolean capturesAtOnce, Optional<Duration> validity) {

        /** A card method without surprises. */
        public static Method card(String name) {
            return new Method(name, Flow.CARD, SplitStage.DISABLED, false, Optional.empty());
        }
    }

    /**
     * How the acquirer behaves in time.
     *
     * @param settlingTime after which a second "not found" is believed
     * @param replayWindow how long the same key is honoured; zero without {@link Capability#REPLAY}
     * @param pollEvery how often a payment that waits for its shopper is asked about
     * @param changeGap the least time between two changes of one payment
     */
    public record Timing(Duration settlingTime, Duration replayWindow, Duration pollEvery, Duration changeGap) {
        /** Five minutes to settle, no replay, a look every minute, no gap. */
        public static final Timing USUAL =
                new Timing(Duration.ofMinutes(5), Duration.ZERO, Duration.ofMinutes(1), Duration.ZERO);
    }
}
