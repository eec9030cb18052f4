package dev.pontage.homologation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The report: one page that needs nothing else, and can be sent around. */
final class Report {
    private static final String STYLE =
            "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
                    + "color:#1b2733;overflow-wrap:anywhere}h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}"
                    + "td,th{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #d8dee4;vertical-align:top}"
                    + "th,td:first-child{overflow-wrap:break-word}"
                    + ".SUCCESS{color:#11643a}.FAILURE{color:#a40e26;font-weight:600}.LEFT_OUT{color:#57606a}"
                    + "pre{background:#f6f8fa;padding:.6rem;overflow:auto;white-space:pre-wrap;word-break:break-all}";

    private final StringBuilder page = new StringBuilder();

    private Report() {}

    static String of(Target target, List<Verdict> verdicts, Instant at) {
        var report = new Report();
        report.head(target, at);
        report.ticket(target);
        report.summary(verdicts);
        verdicts.forEach(report::exchanges);
        return report.page.append("</body></html>\n").toString();
    }

    private void head(Target target, Instant at) {
        page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                        + "<meta name=\"viewport\" content=\"width=device-width\"><title>Homologation of ")
                .append(text(target.serviceUrl().toString()))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>Homologation of ")
                .append(text(target.serviceUrl().toString()))
                .append("</h1><p>")
                .append(at.truncatedTo(ChronoUnit.SECONDS))
                .append("</p>");
    }

    /** What VTEX's ticket asks for; the rest only the partner knows. */
    private void ticket(Target target) {
        page.append("<h2>For VTEX's ticket</h2><table>");
        for (var row : List.of(
                new String[] {"Connector name (at most 16 letters and digits, never to be changed)", ""},
                new String[] {"Partner's contact", ""},
                new String[] {"Service URL, production", ""},
                new String[] {"Service URL, sandbox", target.serviceUrl().toString()},
                new String[] {"Owner account", ""},
                new String[] {"Allowed accounts", ""},
                new String[] {"New payment methods and their flow (Redirect or Payment App)", ""},
                new String[] {"Attestation of Compliance, for cards", ""})) {
            page.append("<tr><th scope=\"row\">")
                    .append(text(row[0]))
                    .append("</th><td>")
                    .append(text(row[1]))
                    .append("</td></tr>");
        }
        page.append("</table>");
    }

    private void summary(List<Verdict> verdicts) {
        var succeeded = verdicts.stream()
                .filter(it -> it.state() == Verdict.State.SUCCESS)
                .count();
        page.append("<h2>Results</h2><p>")
                .append(succeeded)
                .append(" of ")
                .append(verdicts.size())
                .append(" as they should be</p>");
        page.append("<table><thead><tr><th>Point</th><th>Case</th><th>Result</th></tr></thead><tbody>");
        for (var i = 0; i < verdicts.size(); i++) {
            var it = verdicts.get(i);
            page.append("<tr><td>")
                    .append(text(it.point()))
                    .append("</td><td>")
                    .append(text(it.title()))
                    .append("</td><td class=\"")
                    .append(it.state())
                    .append("\">")
                    .append(word(it))
                    .append("</td></tr>");
        }
        page.append("</tbody></table>");
    }

    private static String word(Verdict it) {
        return switch (it.state()) {
            case SUCCESS -> "success";
            case FAILURE -> "failure: " + text(it.problem());
            case LEFT_OUT -> "left out: " + text(it.problem());
        };
    }

    private void exchanges(Verdict verdict) {
        page.append("<h2>")
                .append(text(verdict.point()))
                .append(": ")
                .append(text(verdict.title()))
                .append("</h2>");
        for (var it : verdict.exchanges()) {
            page.append("<details><summary>")
                    .append(text(it.method() + " " + it.address() + " → " + it.status() + ", " + it.millis() + " ms"))
                    .append("</summary><pre>")
                    .append(text(it.request()))
                    .append("</pre><pre>")
                    .append(text(it.answer()))
                    .append("</pre></details>");
        }
    }

    private static String text(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
