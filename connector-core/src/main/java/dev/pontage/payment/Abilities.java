package dev.pontage.payment;

import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor;
import java.util.Optional;

/** What the payment's acquirer can do, as far as the rules need it. Without a plugin it can do nothing now. */
record Abilities(Optional<PluginDescriptor> descriptor) {
    boolean known() {
        return descriptor.isPresent();
    }

    boolean can(Capability capability) {
        return descriptor.map(it -> it.can(capability)).orElse(false);
    }

    boolean capturesAtOnce(String method) {
        return descriptor
                .flatMap(it -> it.method(method))
                .map(PluginDescriptor.Method::capturesAtOnce)
                .orElse(false);
    }

    boolean showsSomething(String method) {
        return descriptor
                .flatMap(it -> it.method(method))
                .map(it -> it.flow().showsSomething())
                .orElse(false);
    }

    boolean acceptedIsDone(Operation.Kind kind) {
        return switch (kind) {
            case CANCEL, VOID -> accepted(PluginDescriptor.ChangeKind.CANCEL, true);
            case SETTLE -> accepted(PluginDescriptor.ChangeKind.SETTLE, true);
            // A refund that is merely on its way must not be called done.
            case REFUND -> accepted(PluginDescriptor.ChangeKind.REFUND, false);
            case CREATE, RESUME, INBOUND -> false;
        };
    }

    private boolean accepted(PluginDescriptor.ChangeKind kind, boolean usual) {
        var said = descriptor.map(it -> it.accepted().get(kind));
        return said.map(it -> it == PluginDescriptor.Accepted.DONE).orElse(usual);
    }
}
