package dev.pontage.admin.payments;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Tenant;
import dev.pontage.affiliation.Tenants;
import dev.pontage.payment.Payment;
import dev.pontage.payment.Payments;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Payments as a file, written page by page while it is read: a million lines take no more memory than two hundred. */
@Controller
class ExportController {
    private static final int PAGE = 200;
    private static final String HEAD =
            "created,merchant,affiliation,plugin,paymentId,orderId,transactionId,method,currency,amount,settled,"
                    + "refunded,status,state,tid,nsu,authorizationId,code,inDoubt\r\n";

    private final Payments payments;
    private final Affiliations affiliations;
    private final Tenants tenants;
    private final Audit audit;

    ExportController(Payments payments, Affiliations affiliations, Tenants tenants, Audit audit) {
        this.payments = payments;
        this.affiliations = affiliations;
        this.tenants = tenants;
        this.audit = audit;
    }

    @GetMapping("/admin/payments.csv")
    @Needs(Permission.READ)
    void export(@RequestParam Map<String, String> parameters, HttpServletResponse response) throws IOException {
        var filter = Filter.of(parameters);
        audit.note("payments.export", "payments", filter.query());
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"payments.csv\"");
        response.setHeader("Cache-Control", "no-store");
        var writer = response.getWriter();
        writer.write(HEAD);
        var names = new HashMap<UUID, Affiliation>();
        var cursor = Optional.<String>empty();
        do {
            var page = payments.search(filter.search(it -> tenants.find(it).map(Tenant::id), PAGE, cursor));
            for (var payment : page.items()) {
                write(writer, payment, names);
            }
            writer.flush();
            cursor = page.nextCursor();
        } while (cursor.isPresent());
    }

    private void write(Writer writer, Payment it, Map<UUID, Affiliation> names) throws IOException {
        var affiliation = names.computeIfAbsent(
                it.affiliationId(), id -> affiliations.find(id).orElseThrow());
        writer.write(List.of(
                        it.createdAt().toString(),
                        affiliation.tenant(),
                        affiliation.displayName(),
                        it.plugin(),
                        it.key(),
                        it.names().orderId().orElse(""),
                        it.names().transactionId().orElse(""),
                        it.method(),
                        it.amount().currency(),
                        it.amount().decimal().toPlainString(),
                        it.settled().decimal().toPlainString(),
                        it.refunded().decimal().toPlainString(),
                        it.status().word(),
                        it.status().name(),
                        it.identifiers().tid().orElse(""),
                        it.identifiers().nsu().orElse(""),
                        it.identifiers().authorizationId().orElse(""),
                        it.code().orElse(""),
                        String.valueOf(it.inDoubt()))
                .stream()
                .map(ExportController::cell)
                .collect(Collectors.joining(",", "", "\r\n")));
    }

    /** What a spreadsheet would take for a formula is made harmless by a quote before it. */
    static String cell(String text) {
        var plain = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return plain.chars().anyMatch(it -> it == ',' || it == '"' || it == '\n' || it == '\r')
                ? '"' + plain.replace("\"", "\"\"") + '"'
                : plain;
    }
}
