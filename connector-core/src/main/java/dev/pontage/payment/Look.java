package dev.pontage.payment;

import dev.pontage.acquirer.Acquirers.Shut;
import dev.pontage.acquirer.Line;
import java.util.Optional;

/**
 * One look at an operation that this node holds.
 *
 * @param shut why its acquirer cannot be asked until a person has mended something
 */
record Look(Payment payment, Operation operation, Line line, Abilities can, Optional<Shut> shut) {}
