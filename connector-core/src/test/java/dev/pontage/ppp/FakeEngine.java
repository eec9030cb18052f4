package dev.pontage.ppp;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.error.Rejection;
import dev.pontage.payment.AcquirerNews;
import dev.pontage.payment.ChangeAnswer;
import dev.pontage.payment.ChangeRequest;
import dev.pontage.payment.Flags;
import dev.pontage.payment.NewPayment;
import dev.pontage.payment.Payment;
import dev.pontage.payment.PaymentEngine;
import dev.pontage.payment.PaymentStatus;
import dev.pontage.payment.Payments;
import dev.pontage.policy.Delays;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inbound;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.tenant.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An engine that does as the test says and notes what it was asked. */
final class FakeEngine implements PaymentEngine, Payments, AcquirerNews, Flags {
    final List<String> messages = new ArrayList<>();
    final List<String> flagged = new ArrayList<>();
    final List<String> refused = new ArrayList<>();
    Optional<String> code = Optional.empty();
    final List<NewPayment> created = new ArrayList<>();
    final List<ChangeRequest> changes = new ArrayList<>();
    final List<Duration> given = new ArrayList<>();
    final Map<String, Payment> known = new HashMap<>();
    PaymentStatus status = PaymentStatus.AUTHORIZED;
    Optional<NextStep> next = Optional.empty();
    Optional<RuntimeException> broken = Optional.empty();
    Optional<ChangeAnswer> answer = Optional.empty();

    @Override
    public boolean cameBack(UUID payment) {
        return false;
    }

    @Override
    public Answered answer(Affiliation affiliation, NewPayment command, Duration within) {
        broken.ifPresent(it -> {
            throw it;
        });
        if (!TenantScope.current().includes(affiliation.tenantId())) {
            throw new IllegalStateException("the tenant's scope is not bound");
        }
        created.add(command);
        given.add(within);
        var repeat = known.containsKey(command.key());
        var payment = known.computeIfAbsent(command.key(), key -> payment(key, command.method(), command.amount()));
        return new Answered(payment, repeat);
    }

    @Override
    public Answered whenCarriedOut(Answered known, Duration within) {
        return known;
    }

    @Override
    public Optional<Answered> answeredPatiently(UUID tenant, UUID connector, String key) {
        return answered(tenant, connector, key);
    }

    @Override
    public Optional<Answered> answered(UUID tenant, UUID connector, String key) {
        return find(tenant, connector, key).map(it -> new Answered(it, true));
    }

    Payment payment(String key, String method, Money amount) {
        return new Payment(
                new UUID(9, 9),
                FakeDirectory.TENANT,
                FakeDirectory.CONNECTOR,
                FakeDirectory.AFFILIATION,
                key,
                "acme",
                Optional.of("1.0.0"),
                method,
                amount,
                amount,
                amount.of(0),
                amount.of(0),
                amount.of(0),
                amount.of(0),
                1,
                status,
                false,
                Optional.empty(),
                Identifiers.of("auth-1", "tid-1", "nsu-1"),
                Optional.empty(),
                code,
                Optional.empty(),
                next,
                new Delays(1_800, 21_600, 1_800),
                new Payment.Names(Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public void raise(Payment payment, String text) {
        flagged.add(text);
    }

    @Override
    public Payment refuse(
            Affiliation affiliation, NewPayment command, String why, String message, Optional<String> text) {
        status = PaymentStatus.DENIED;
        code = Optional.of(why);
        text.ifPresent(flagged::add);
        refused.add(command.key());
        return payment(command.key(), command.method(), command.amount());
    }

    @Override
    public ChangeAnswer change(Affiliation affiliation, ChangeRequest request, Duration within) {
        broken.ifPresent(it -> {
            throw it;
        });
        changes.add(request);
        return answer.orElseThrow();
    }

    @Override
    public Effect apply(Affiliation affiliation, WebhookEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Inbound.Reply inbound(Affiliation affiliation, String key, String request, String action, String body) {
        if (!known.containsKey(key)) {
            throw Rejection.notFound("payment " + key);
        }
        messages.add(request + " " + action + " " + body);
        return new Inbound.Reply(201, "text/plain", "thanks");
    }

    @Override
    public Payment resume(Affiliation affiliation, String paymentKey, Map<String, String> parameters, Duration within) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Payment inquire(Affiliation affiliation, String paymentKey) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Payment> find(UUID tenant, UUID connector, String key) {
        return Optional.ofNullable(known.get(key));
    }

    @Override
    public Optional<Payment> find(UUID id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Payment> withKey(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page search(Search search) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Event> timeline(UUID payment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<CallbackAttempt> callbacks(UUID payment) {
        throw new UnsupportedOperationException();
    }
}
