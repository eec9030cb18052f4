package dev.pontage.payment;

import dev.pontage.spi.Capability;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.PluginDescriptor.Accepted;
import dev.pontage.spi.PluginDescriptor.ChangeKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the payment's acquirer can do, as far as the rules need it. Without a plugin it can do nothing now.
 *
 * @param accepted what the merchant counts as done that the acquirer has only taken in, before what the plugin says of it
 */
record Abilities(Optional<PluginDescriptor> descriptor, Map<ChangeKind, Accepted> accepted) {
    static final Abilities NONE = new Abilities(Optional.empty(), Map.of());

    boolean known() {
        return descriptor.isPresent();
    }

    boolean can(Capability capability) {
        return descriptor.map(it -> it.can(capability)).orElse(false);
    }

    /** The same key within the acquirer's window takes effect once, however often it is sent. */
    boolean replays(Operation operation, Instant at) {
        return replayableUntil(operation).filter(at::isBefore).isPresent();
    }

    /** Until when it may be sent again; empty where it never may. */
    Optional<Instant> replayableUntil(Operation operation) {
        return descriptor
                .filter(it -> it.can(Capability.REPLAY))
                .map(it -> operation.createdAt().plus(it.timing().replayWindow()));
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
            case CANCEL, VOID -> counts(ChangeKind.CANCEL, Accepted.DONE);
            case SETTLE -> counts(ChangeKind.SETTLE, Accepted.DONE);
            // A refund that is merely on its way must not be called done.
            case REFUND -> counts(ChangeKind.REFUND, Accepted.PENDING);
            case CREATE, RESUME, INBOUND -> false;
        };
    }

    private boolean counts(ChangeKind kind, Accepted usual) {
        return Optional.ofNullable(accepted.get(kind))
                        .or(() -> descriptor.map(it -> it.accepted().get(kind)))
                        .orElse(usual)
                == Accepted.DONE;
    }
}
