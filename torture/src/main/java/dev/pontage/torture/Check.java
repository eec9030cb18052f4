package dev.pontage.torture;

import dev.pontage.torture.JudgeProcess.Verdict;
import java.util.Map;
import java.util.Set;

/** Compares what VTEX was told, what Pontage has written and what the judge has done. */
final class Check {
    private static final Set<String> APPROVED =
            Set.of("AUTHORIZED", "PARTLY_SETTLED", "SETTLED", "RELEASED", "PARTLY_REFUNDED", "REFUNDED");

    private final Ledger ledger;

    Check(Ledger ledger) {
        this.ledger = ledger;
    }

    /** At any time: what may never happen. */
    void never(Map<String, Verdict> verdict) {
        verdict.forEach((payment, it) -> {
            if (it.charges() > 1) {
                ledger.violation(payment + " was charged " + it.charges() + " times");
            }
            if (it.twice() > 0) {
                ledger.violation(payment + ": a change was carried out twice under one key");
            }
        });
    }

    /** At the end, when everything is over or in review. */
    void whole(Map<String, Verdict> verdict, Map<String, Books.Row> rows) {
        never(verdict);
        rows.forEach((payment, row) -> {
            if (!row.review()) {
                compare(payment, row, verdict.getOrDefault(payment, Verdict.NOTHING));
            }
        });
        ledger.ends().forEach((payment, end) -> {
            var row = rows.get(payment);
            if (row == null) {
                ledger.violation(payment + " is lost");
            } else if (end.clear() && !row.review()) {
                told(payment, end, row);
            }
        });
        verdict.keySet().stream()
                .filter(it -> !rows.containsKey(it))
                .forEach(it -> ledger.violation(it + " is known to the acquirer only"));
    }

    private void compare(String payment, Books.Row row, Verdict it) {
        var live = it.charged() - it.released();
        var fits = switch (row.status()) {
            case "RECEIVED", "PENDING" -> false;
            case "DENIED" -> it.charges() == 0;
            case "CANCELLED", "EXPIRED" -> live == 0 && it.captured() == 0;
            case "AUTHORIZED" -> it.charges() == 1 && it.released() == 0 && it.captured() == 0;
            default -> it.charges() == 1;
        };
        if (!fits || row.settled() != it.captured() || row.refunded() != it.refunded()) {
            ledger.violation(payment + " is written as " + row + ", the acquirer has " + it);
        }
    }

    private void told(String payment, Ledger.End end, Books.Row row) {
        var approved = APPROVED.contains(row.status());
        if (approved != (end.approved() && !(end.cancelled() && end.settled() == 0))
                || row.settled() != end.settled()
                || row.refunded() != end.refunded()) {
            ledger.violation(payment + " is written as " + row + ", VTEX was told " + end);
        }
    }
}
