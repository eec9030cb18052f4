package dev.pontage.payment;

import dev.pontage.acquirer.Line;

/** One look at an operation that this node holds. */
record Look(Payment payment, Operation operation, Line line, Abilities can) {}
