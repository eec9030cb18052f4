package dev.pontage.acquirer;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Inbound;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.Resume;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.payment.WebhookRequest;
import java.util.Map;

/** An acquirer whose changes of one payment keep their distance. */
final class PacedAcquirer implements Acquirer {
    private final Acquirer acquirer;
    private final ChangeGaps gaps;

    PacedAcquirer(Acquirer acquirer, ChangeGaps gaps) {
        this.acquirer = acquirer;
        this.gaps = gaps;
    }

    @Override
    public Authorization.Outcome authorize(Authorization authorization) {
        gaps.begun(authorization.paymentId());
        return acquirer.authorize(authorization);
    }

    @Override
    public Change.Outcome cancel(Change.Cancel cancel) {
        gaps.await(cancel.paymentId());
        return acquirer.cancel(cancel);
    }

    @Override
    public Change.Outcome settle(Change.Settle settle) {
        gaps.await(settle.paymentId());
        return acquirer.settle(settle);
    }

    @Override
    public Change.Outcome refund(Change.Refund refund) {
        gaps.await(refund.paymentId());
        return acquirer.refund(refund);
    }

    @Override
    public Inquiry.Outcome inquire(Inquiry inquiry) {
        return acquirer.inquire(inquiry);
    }

    @Override
    public Authorization.Outcome resume(Resume resume) {
        return acquirer.resume(resume);
    }

    @Override
    public WebhookEvent.Verdict receive(WebhookRequest request) {
        return acquirer.receive(request);
    }

    @Override
    public Map<String, String> banks() {
        return acquirer.banks();
    }

    @Override
    public Inbound.Reply inbound(Inbound inbound) {
        return acquirer.inbound(inbound);
    }

    @Override
    public void close() {
        try {
            acquirer.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("closing failed", e);
        }
    }
}
