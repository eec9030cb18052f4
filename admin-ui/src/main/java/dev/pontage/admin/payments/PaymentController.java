package dev.pontage.admin.payments;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import dev.pontage.payment.CallbackQueue;
import dev.pontage.payment.Payment;
import dev.pontage.payment.PaymentEngine;
import dev.pontage.payment.Payments;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Finds payments and says what became of one. */
@Controller
@RequestMapping("/admin/payments")
class PaymentController {
    private static final int PAGE = 25;

    private final Payments payments;
    private final PaymentEngine engine;
    private final CallbackQueue callbacks;
    private final Affiliations affiliations;
    private final Tenants tenants;
    private final Audit audit;

    PaymentController(
            Payments payments,
            PaymentEngine engine,
            CallbackQueue callbacks,
            Affiliations affiliations,
            Tenants tenants,
            Audit audit) {
        this.payments = payments;
        this.engine = engine;
        this.callbacks = callbacks;
        this.affiliations = affiliations;
        this.tenants = tenants;
        this.audit = audit;
    }

    @GetMapping
    @Needs(Permission.READ)
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String tenant,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        var page = payments.search(new Payments.Search(
                given(tenant).flatMap(tenants::find).map(it -> it.id()),
                given(status),
                given(q),
                day(from, 0),
                day(to, 1),
                PAGE,
                given(cursor)));
        if (page.items().size() == 1 && !q.isBlank() && cursor.isBlank()) {
            return to(page.items().getFirst().id());
        }
        model.addAttribute("page", page);
        model.addAttribute("merchants", tenants.list());
        model.addAttribute("filter", Map.of("q", q, "tenant", tenant, "status", status, "from", from, "to", to));
        return "payments/list";
    }

    private static Optional<String> given(String value) {
        return Optional.of(value.strip()).filter(it -> !it.isEmpty());
    }

    private static Optional<Instant> day(String text, int plus) {
        return given(text)
                .filter(it -> it.matches("\\d{4}-\\d{2}-\\d{2}"))
                .map(it -> LocalDate.parse(it)
                        .plusDays(plus)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
    }

    @GetMapping("/{id}")
    @Needs(Permission.READ)
    String one(@PathVariable UUID id, Model model) {
        var payment = existing(id);
        model.addAttribute("payment", payment);
        model.addAttribute("affiliation", affiliation(payment));
        model.addAttribute("bar", MoneyBar.of(payment));
        model.addAttribute("why", Why.of(payment));
        model.addAttribute("timeline", payments.timeline(id));
        model.addAttribute("callbacks", payments.callbacks(id));
        return "payments/one";
    }

    @PostMapping("/{id}/inquiry")
    @Needs(Permission.OPERATE)
    String inquire(@PathVariable UUID id, RedirectAttributes flash) {
        var payment = existing(id);
        var after = engine.inquire(affiliation(payment), payment.key());
        note("payment.inquire", payment, after.status());
        flash.addFlashAttribute("done", "done.inquired");
        return to(id);
    }

    @PostMapping("/{id}/callback")
    @Needs(Permission.OPERATE)
    String sendAgain(@PathVariable UUID id, RedirectAttributes flash) {
        var payment = existing(id);
        var sent = callbacks.sendAgain(id);
        note("payment.callback", payment, sent);
        flash.addFlashAttribute("done", sent ? "done.callback" : "done.nocallback");
        return to(id);
    }

    private void note(String action, Payment payment, Object after) {
        audit.note(
                action,
                Optional.of(affiliation(payment).tenant()),
                payment.key(),
                Optional.empty(),
                Optional.of(after));
    }

    private static String to(UUID id) {
        return "redirect:/admin/payments/" + id;
    }

    private Payment existing(UUID id) {
        return payments.find(id).orElseThrow(() -> Rejection.notFound("payment " + id));
    }

    private Affiliation affiliation(Payment payment) {
        return affiliations.find(payment.affiliationId()).orElseThrow();
    }
}
