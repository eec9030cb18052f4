package dev.pontage.limit;

import java.util.concurrent.CompletableFuture;

/** A store of tokens that all nodes draw from. */
interface Leases {
    /** Whether it can be asked at the moment. */
    boolean isThere();

    /** As many tokens as there are, and at most so many. */
    CompletableFuture<Long> draw(String name, Allowance allowance, long most);

    /** What was drawn and not needed; lost if the store is away, which lets in too little and never too much. */
    void giveBack(String name, Allowance allowance, long tokens);

    /** It did not answer: do without it for a moment. */
    void lost();
}
