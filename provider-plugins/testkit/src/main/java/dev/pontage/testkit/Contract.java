package dev.pontage.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All checks, by what they are about. */
final class Contract {
    private static final Map<String, List<Check>> GROUPS = groups();

    private Contract() {}

    /** In the order in which an author meets the subjects. */
    static Map<String, List<Check>> all() {
        return GROUPS;
    }

    private static Map<String, List<Check>> groups() {
        var groups = new LinkedHashMap<String, List<Check>>();
        groups.put("what it says of itself", DescriptorChecks.all());
        groups.put("authorizing a card", CardChecks.all());
        groups.put("what the shopper pays later", WaitingChecks.all());
        groups.put("odd shopper data", OddDataChecks.all());
        groups.put("releasing", CancelChecks.all());
        groups.put("taking", SettleChecks.all());
        groups.put("giving back", RefundChecks.all());
        groups.put("asking", InquiryChecks.all());
        groups.put("breakdowns", BreakdownChecks.all());
        groups.put("webhooks", WebhookChecks.all());
        groups.put("secrecy", SecrecyChecks.all());
        groups.put("what is not declared", UndeclaredChecks.all());
        groups.put("many at once", LoadChecks.all());
        return groups;
    }
}
