package dev.pontage.sandbox;

import dev.pontage.spi.AcquirerContext;
import dev.pontage.spi.PluginDescriptor.Flow;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Authorization.Approved;
import dev.pontage.spi.payment.Authorization.Denied;
import dev.pontage.spi.payment.Authorization.Pending;
import dev.pontage.spi.payment.Decline;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.PaymentId;
import dev.pontage.spi.payment.PaymentMethod;
import dev.pontage.spi.payment.Resume;
import dev.pontage.spi.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Decides authorizations: at once, or some time after they were asked for. */
final class SandboxDecision {
    /** VTEX's test suite wants the callback 3 to 5 seconds after the answer; the host asks once a second. */
    private static final Duration THINKING = Duration.ofMillis(3_200);

    /** What may be settled beyond the amount, where more is allowed. */
    private static final long MORE = 1_000;

    /** References that go into the journal, so that the decision survives a restart of the process. */
    private static final String AT = "at";

    private static final String VERDICT = "verdict";
    private static final String TERMINAL_AT = "terminalAt";

    /** With which a shopper comes back who has changed his mind. */
    private static final String CANCELLED = "cancelled";

    /** How a payment ends, and when it may. */
    private enum Verdict {
        APPROVED,
        DENIED_CARD,
        DENIED_SOFT,
        DENIED_HARD,
        DENIED_FRAUD,
        DENIED_CONFIGURATION,
        LATER_APPROVED,
        LATER_DENIED,
        WHEN_PAID,
        CHALLENGED,
        MORE_ALLOWED,
        NEVER
    }

    private static final NextStep TERMINAL_WAITS =
            new NextStep.OpenApp("vtex.challenge-wait-for-confirmation", "{\"secondsWaiting\":600}");

    private final AcquirerContext context;
    private final SandboxMemory memory;
    private final Optional<Duration> pixPaidAfter;

    SandboxDecision(Settings settings, AcquirerContext context, SandboxMemory memory) {
        this.context = context;
        this.memory = memory;
        this.pixPaidAfter = settings.number(SandboxPlugin.PIX_PAID_AFTER).map(Duration::ofSeconds);
    }

    Authorization.Outcome authorize(Authorization it, Optional<SandboxFault> fault) {
        var verdict = verdict(it.method(), fault);
        var fact = memory.keep(
                name(it.paymentId()), new SandboxMemory.Fact(context.clock().instant(), verdict.name()));
        var identifiers = remembered(it, identifiers(it.paymentId(), fact, it.references()));
        return verdict == Verdict.MORE_ALLOWED
                ? new Approved(
                        identifiers, Optional.of(it.amount().of(it.amount().minor() + MORE)), "", "")
                : decided(verdict, identifiers).orElseGet(() -> Pending.show(identifiers, next(it, verdict)));
    }

    /** The shopper wants the card to be remembered: a token of ours stands for it from now on. */
    private Identifiers remembered(Authorization it, Identifiers identifiers) {
        return it.metadata().containsKey("saveCreditCard")
                ? identifiers.with(
                        "cardToken", "SBX-" + SandboxIds.hex(context.webhookUrl(), it.paymentId(), "token", 24))
                : identifiers;
    }

    Inquiry.Outcome inquire(Inquiry inquiry) {
        var references = inquiry.identifiers().references();
        var fact = fact(references).or(() -> memory.find(name(inquiry.paymentId())));
        if (fact.isEmpty()) {
            return new Inquiry.NotFound();
        }
        if (memory.find(SandboxChanges.cancelled(context.webhookUrl(), inquiry.paymentId()))
                .isPresent()) {
            return new Inquiry.Gone("cancelled");
        }
        var identifiers = identifiers(inquiry.paymentId(), fact.get(), references);
        var verdict = Verdict.valueOf(fact.get().terms());
        return new Inquiry.Authorized(decided(verdict, identifiers)
                .or(() -> later(verdict, fact.get().at(), inquiry.method(), identifiers))
                .orElseGet(() -> Pending.show(identifiers, new NextStep.Wait())));
    }

    /** The shopper came back from the page, or the seller chose a terminal: that is when he pays. */
    Authorization.Outcome resume(Resume resume) {
        var references = resume.identifiers().references();
        var fact = fact(references).or(() -> memory.find(name(resume.paymentId())));
        if (fact.isEmpty()) {
            return Pending.waiting();
        }
        var identifiers = identifiers(resume.paymentId(), fact.get(), references);
        var verdict = Verdict.valueOf(fact.get().terms());
        if (resume.parameters().containsKey(CANCELLED)
                && decided(verdict, identifiers).isEmpty()) {
            memory.keep(
                    SandboxChanges.cancelled(context.webhookUrl(), resume.paymentId()),
                    new SandboxMemory.Fact(context.clock().instant(), CANCELLED));
            return new Denied(identifiers, SandboxDeclines.SHOPPER);
        }
        if (resume.method() instanceof PaymentMethod.Terminal) {
            return Pending.show(atTerminal(identifiers), TERMINAL_WAITS);
        }
        return verdict == Verdict.CHALLENGED
                        || (verdict == Verdict.WHEN_PAID && resume.method() instanceof PaymentMethod.Other)
                ? Approved.of(identifiers)
                : decided(verdict, identifiers)
                        .or(() -> later(verdict, fact.get().at(), resume.method(), identifiers))
                        .orElseGet(() -> Pending.show(identifiers, new NextStep.Wait()));
    }

    /** The terminal is asked once: whoever asks again finds when that was. */
    private Identifiers atTerminal(Identifiers identifiers) {
        return identifiers
                .with(TERMINAL_AT, Long.toString(context.clock().instant().toEpochMilli()))
                .with("cardBrand", "Visa")
                .with("firstDigits", "444433")
                .with("lastDigits", "1111");
    }

    private static Verdict verdict(PaymentMethod method, Optional<SandboxFault> fault) {
        return fault.flatMap(SandboxDecision::asked).orElseGet(() -> switch (method) {
            case PaymentMethod.WithCard card -> card(card.card());
            case PaymentMethod.SavedCard saved -> Verdict.APPROVED;
            case PaymentMethod.Pix pix -> Verdict.WHEN_PAID;
            case PaymentMethod.BankInvoice slip -> Verdict.WHEN_PAID;
            case PaymentMethod.Terminal terminal -> Verdict.WHEN_PAID;
            case PaymentMethod.Other other ->
                SandboxMethods.flow(other.name()) == Flow.DIRECT ? Verdict.APPROVED : Verdict.WHEN_PAID;
        });
    }

    private static Optional<Verdict> asked(SandboxFault fault) {
        return switch (fault) {
            case DENIED_SOFT -> Optional.of(Verdict.DENIED_SOFT);
            case DENIED_HARD -> Optional.of(Verdict.DENIED_HARD);
            case DENIED_FRAUD -> Optional.of(Verdict.DENIED_FRAUD);
            case DENIED_CONFIGURATION -> Optional.of(Verdict.DENIED_CONFIGURATION);
            case PENDING_FOR_EVER -> Optional.of(Verdict.NEVER);
            case CHALLENGE -> Optional.of(Verdict.CHALLENGED);
            case MORE_MAY_BE_SETTLED -> Optional.of(Verdict.MORE_ALLOWED);
            default -> Optional.empty();
        };
    }

    /** The cards of VTEX's test suite, by what may be known of a card: its first six and last four digits. */
    private static Verdict card(PaymentMethod.CardParts card) {
        return switch (card.bin() + "…" + card.last()) {
            case "444433…1112" -> Verdict.DENIED_CARD;
            case "422222…2224" -> Verdict.LATER_APPROVED;
            case "422222…2225" -> Verdict.LATER_DENIED;
            default -> Verdict.APPROVED;
        };
    }

    private static Optional<Authorization.Outcome> decided(Verdict verdict, Identifiers identifiers) {
        return switch (verdict) {
            case APPROVED, MORE_ALLOWED -> Optional.of(Approved.of(identifiers));
            case DENIED_CARD -> denied(identifiers, SandboxDeclines.CARD);
            case DENIED_SOFT -> denied(identifiers, SandboxDeclines.SOFT);
            case DENIED_HARD -> denied(identifiers, SandboxDeclines.HARD);
            case DENIED_FRAUD -> denied(identifiers, SandboxDeclines.FRAUD);
            case DENIED_CONFIGURATION -> denied(identifiers, SandboxDeclines.CONFIGURATION);
            case LATER_APPROVED, LATER_DENIED, WHEN_PAID, CHALLENGED, NEVER -> Optional.empty();
        };
    }

    private Optional<Authorization.Outcome> later(
            Verdict verdict, Instant at, PaymentMethod method, Identifiers identifiers) {
        var terminal = identifiers.references().get(TERMINAL_AT);
        if (terminal != null) {
            var done = Instant.ofEpochMilli(Long.parseLong(terminal)).plus(THINKING);
            return context.clock().instant().isBefore(done) ? Optional.empty() : Optional.of(Approved.of(identifiers));
        }
        var waits = verdict == Verdict.WHEN_PAID ? paidAfter(method) : Optional.of(THINKING);
        var due = waits.filter(it -> !context.clock().instant().isBefore(at.plus(it)))
                .isPresent();
        if (!due || verdict == Verdict.NEVER || verdict == Verdict.CHALLENGED) {
            return Optional.empty();
        }
        return verdict == Verdict.LATER_DENIED
                ? denied(identifiers, SandboxDeclines.CARD)
                : Optional.of(Approved.of(identifiers));
    }

    /** Nobody pays by himself outside the test environment. */
    private Optional<Duration> paidAfter(PaymentMethod method) {
        if (!context.test()) {
            return Optional.empty();
        }
        return switch (method) {
            case PaymentMethod.Pix pix -> pixPaidAfter;
            case PaymentMethod.Terminal terminal -> Optional.empty();
            default -> Optional.of(THINKING);
        };
    }

    private NextStep next(Authorization it, Verdict verdict) {
        if (verdict == Verdict.CHALLENGED) {
            return challenge(it.returnUrl());
        }
        var affiliation = context.webhookUrl();
        var flow = SandboxMethods.flow(it.method().name());
        return switch (it.method()) {
            case PaymentMethod.Pix pix ->
                new NextStep.ShowCode(
                        SandboxBrCode.of(it.amount(), SandboxIds.hex(affiliation, it.paymentId(), "pix", 32)));
            case PaymentMethod.BankInvoice slip -> slip(affiliation, it.paymentId());
            case PaymentMethod.Other other when flow == Flow.BANK_INVOICE -> slip(affiliation, it.paymentId());
            case PaymentMethod.Terminal terminal -> terminal(it.returnUrl());
            case PaymentMethod.Other other -> new NextStep.Redirect(it.returnUrl());
            default -> new NextStep.Wait();
        };
    }

    /** The seller first chooses a terminal, then waits for it. */
    private static NextStep terminal(URI submit) {
        return new NextStep.OpenApp("vtex.terminal-connector-app", "{\"submitUrl\":\"" + submit + "\"}");
    }

    /** What a card's bank asks its holder, in a payment app. */
    private static NextStep challenge(URI back) {
        return new NextStep.OpenApp(
                "sandbox.challenge-app",
                "{\"approvePaymentUrl\":\"" + back + "\",\"denyPaymentUrl\":\"" + back + "?" + CANCELLED + "=true\"}");
    }

    private static NextStep slip(URI affiliation, PaymentId payment) {
        var line = SandboxIds.line(affiliation, payment);
        var formatted = line.substring(0, 5) + "." + line.substring(5, 10) + " " + line.substring(10);
        return new NextStep.ShowInvoice(Optional.empty(), line, formatted, line.substring(0, 44));
    }

    private static Optional<Authorization.Outcome> denied(Identifiers identifiers, Decline decline) {
        return Optional.of(new Denied(identifiers, decline));
    }

    private Identifiers identifiers(PaymentId payment, SandboxMemory.Fact fact, Map<String, String> references) {
        var all = SandboxIds.of(context.webhookUrl(), payment);
        for (var kept : references.entrySet()) {
            all = all.with(kept.getKey(), kept.getValue());
        }
        all = all.with("metadata.sandbox", SandboxIds.hex(context.webhookUrl(), payment, "metadata", 8));
        return all.with(AT, references.getOrDefault(AT, Long.toString(fact.at().toEpochMilli())))
                .with(VERDICT, references.getOrDefault(VERDICT, fact.terms()));
    }

    private static Optional<SandboxMemory.Fact> fact(Map<String, String> references) {
        var at = references.get(AT);
        var verdict = references.get(VERDICT);
        return at == null || verdict == null
                ? Optional.empty()
                : Optional.of(new SandboxMemory.Fact(Instant.ofEpochMilli(Long.parseLong(at)), verdict));
    }

    private String name(PaymentId payment) {
        return context.webhookUrl() + "\n" + payment.value();
    }
}
