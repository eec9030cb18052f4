package dev.pontage.testkit;

/** What a plugin can get wrong, and the check that is there to catch it. */
enum Fault {
    NO_REFERENCE("our own reference is sent"),
    WRONG_EFFECT("authorizing and a connection that breaks after the acquirer has it"),
    CARD_IN_A_MESSAGE("an echo of the card is shown to nobody"),
    WRONG_SIGN("the exact amount is given back"),
    IGNORED_CANCEL("a release that is reported was really asked for"),
    APPROVES_WHAT_IS_UNPAID("creating something to be paid is never an approval"),
    DENIES_ON_FAILURE("authorizing and the acquirer's own failure"),
    NEW_KEY_EACH_TIME("the same refund again takes effect once"),
    BELIEVES_EVERYBODY("a webhook whose content was changed is not believed"),
    SECRET_IN_THE_ADDRESS("no secret travels in an address"),
    LOGS_THE_SHOPPER("the log shows nothing of the shopper"),
    NEEDS_A_LAST_NAME("no last name"),
    REMEMBERS_ONLY_ITSELF("after a restart money can still be given back"),
    ONE_AT_A_TIME("two hundred calls at once get two hundred answers"),
    NOT_FOUND_WHEN_BROKEN("asking and no answer in time"),
    CREDENTIALS_AS_A_DENIAL("authorizing and refused credentials"),
    REFUNDS_UNDECLARED("a refund is refused, and nothing is sent, unless it is declared"),
    KEEPS_EVERYTHING("references are not more than the host keeps"),
    CALLS_WHEN_OPENED("opening calls nobody"),
    CHOKES_ON_GARBAGE("authorizing and a garbled answer"),
    DONE_WHATEVER_IS_SAID("taking and an answer of another shape"),
    WHOLE_FOR_A_PART("exactly the part is taken"),
    ALWAYS_THE_SAME_TID("two payments have two tids");

    private final String caughtBy;

    Fault(String caughtBy) {
        this.caughtBy = caughtBy;
    }

    String caughtBy() {
        return caughtBy;
    }
}
