package dev.pontage.torture;

import dev.pontage.torture.judge.Manner;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What happens to a payment, decided beforehand.
 *
 * @param create how the acquirer takes the authorization
 * @param cancelInDoubt cancels while nobody knows yet
 * @param settle in so many equal parts; none: it is not settled
 * @param refunds so many, of a third of the amount each
 * @param cancel releases what is not settled
 * @param change how the acquirer takes the change that is aimed at
 */
record Script(
        Manner create, boolean cancelInDoubt, int settle, int refunds, boolean cancel, String aim, Manner change) {
    private static final List<Manner> BREAKDOWNS = List.of(Manner.CUT, Manner.LATE, Manner.LOSE);
    private static final int PERCENT = 100;

    static Script any(RandomGenerator random) {
        var create = manner(random);
        var doubtful = create == Manner.CUT || create == Manner.LATE;
        var settled = random.nextInt(PERCENT) < 60 ? 1 + random.nextInt(2) : 0;
        var aim = List.of("settlements", "refunds", "cancellations").get(random.nextInt(3));
        return new Script(
                create,
                doubtful && random.nextInt(PERCENT) < 30,
                settled,
                settled > 0 ? random.nextInt(3) : 0,
                settled == 0 && random.nextInt(PERCENT) < 60,
                aim,
                manner(random));
    }

    /** Goes where a point is to be passed. */
    static Script toward(Point point, RandomGenerator random) {
        var doubt = point.needsDoubt() ? breakdown(random) : Manner.ANSWER;
        return switch (point.kind()) {
            case "CREATE" -> new Script(doubt, false, 1, 0, false, "", Manner.ANSWER);
            case "VOID" ->
                new Script(random.nextBoolean() ? Manner.CUT : Manner.LATE, true, 0, 0, true, "", Manner.ANSWER);
            case "SETTLE" -> new Script(Manner.ANSWER, false, 2, 0, false, "settlements", doubt);
            case "REFUND" -> new Script(Manner.ANSWER, false, 1, 2, false, "refunds", doubt);
            default -> new Script(Manner.ANSWER, false, 0, 0, true, "cancellations", doubt);
        };
    }

    private static Manner manner(RandomGenerator random) {
        var dice = random.nextInt(PERCENT);
        if (dice < 75) {
            return Manner.ANSWER;
        }
        return dice < 83 ? Manner.REFUSE : breakdown(random);
    }

    private static Manner breakdown(RandomGenerator random) {
        return BREAKDOWNS.get(random.nextInt(BREAKDOWNS.size()));
    }

    /** Only the first change of the kind that is aimed at is taken in an unusual manner. */
    Manner manner(String verb, int number) {
        return verb.equals(aim) && number == 1 ? change : Manner.ANSWER;
    }

    Optional<Manner> unusual() {
        return Optional.of(create).filter(it -> it != Manner.ANSWER);
    }
}
