package dev.pontage.admin.world;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Names of their own in a schema that all classes share: the newest comes first in a list, on its first page. */
final class Marks {
    private static final AtomicInteger LEFT = new AtomicInteger(99_999);

    private Marks() {}

    static String newest() {
        return LEFT.getAndDecrement() + UUID.randomUUID().toString().substring(0, 4);
    }
}
