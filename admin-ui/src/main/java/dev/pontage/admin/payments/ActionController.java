package dev.pontage.admin.payments;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Person;
import dev.pontage.admin.form.Errors;
import dev.pontage.admin.form.Once;
import dev.pontage.error.Rejection;
import dev.pontage.payment.CallbackQueue;
import dev.pontage.payment.ChangeAnswer;
import dev.pontage.payment.ChangeRequest;
import dev.pontage.payment.Payment;
import dev.pontage.payment.Reviews;
import java.util.HashMap;
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

/** What staff can do with a payment. What moves money shows its effect first and takes a reason. */
@Controller
@RequestMapping("/admin/payments/{id}")
@Needs(Permission.OPERATE)
class ActionController {
    private static final String FOUND = "found-";

    private final Deeds deeds;
    private final CallbackQueue callbacks;
    private final Actions actions;
    private final Approvals approvals;
    private final Once once;
    private final Errors.Reader errors;

    ActionController(
            Deeds deeds,
            CallbackQueue callbacks,
            Actions actions,
            Approvals approvals,
            Once once,
            Errors.Reader errors) {
        this.deeds = deeds;
        this.callbacks = callbacks;
        this.actions = actions;
        this.approvals = approvals;
        this.once = once;
        this.errors = errors;
    }

    @PostMapping("/inquiry")
    String inquire(@PathVariable UUID id, RedirectAttributes flash) {
        var payment = deeds.existing(id);
        var after = deeds.inquire(payment);
        deeds.note("payment.inquire", payment, after.status());
        flash.addFlashAttribute("done", "done.inquired");
        return to(id);
    }

    @PostMapping("/callback")
    String sendAgain(@PathVariable UUID id, RedirectAttributes flash) {
        var payment = deeds.existing(id);
        if (callbacks.sendAgain(id)) {
            deeds.note("payment.callback", payment, "due at once");
            flash.addFlashAttribute("done", "done.callback");
        } else if (payment.status().isDecided()) {
            deeds.note("payment.callback", payment, "no address");
            flash.addFlashAttribute("problem", "callback.none");
        } else {
            deeds.note("payment.callback", payment, "not decided");
            flash.addFlashAttribute("problem", "callback.undecided");
        }
        return to(id);
    }

    @PostMapping("/review")
    String reviewed(
            @PathVariable UUID id,
            @RequestParam Optional<String> read,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam Map<String, String> fields,
            RedirectAttributes flash) {
        var payment = deeds.existing(id);
        var found = found(fields);
        if (reason.isBlank()) {
            flash.addFlashAttribute("problem", "reason.shape");
        } else if (actions.open(payment).stream().anyMatch(it -> !found.containsKey(it.id()))) {
            flash.addFlashAttribute("problem", "found.choose");
        } else if (actions.review(payment, read, found, reason).isPresent()) {
            var kept = found.containsValue(Reviews.Found.UNKNOWN);
            flash.addFlashAttribute("done", kept ? "done.kept" : "done.reviewed");
            return to(id);
        } else {
            flash.addFlashAttribute("problem", "review.other");
        }
        flash.addFlashAttribute("reason", reason);
        flash.addFlashAttribute("found", found);
        return to(id);
    }

    /** What stands beside each of what was open when the form was made. */
    private static Map<UUID, Reviews.Found> found(Map<String, String> fields) {
        var found = new HashMap<UUID, Reviews.Found>();
        fields.forEach((name, value) -> {
            if (name.startsWith(FOUND)) {
                Filter.id(name.substring(FOUND.length()))
                        .ifPresent(it -> Actions.found(value).ifPresent(word -> found.put(it, word)));
            }
        });
        return found;
    }

    @GetMapping("/change/{kind}")
    String form(@PathVariable UUID id, @PathVariable String kind, Model model) {
        var payment = deeds.existing(id);
        return form(payment, kind(kind), Errors.NONE, model);
    }

    private String form(Payment payment, ChangeRequest.Kind kind, Errors problems, Model model) {
        model.addAttribute("payment", payment);
        model.addAttribute("affiliation", deeds.affiliation(payment));
        model.addAttribute("kind", kind.name().toLowerCase(java.util.Locale.ROOT));
        model.addAttribute("most", Wish.most(payment, kind));
        model.addAttribute("fits", Wish.fits(payment, kind));
        model.addAttribute("errors", problems);
        return "payments/change";
    }

    @PostMapping("/change/{kind}")
    String change(
            @PathVariable UUID id,
            @PathVariable String kind,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String once,
            @RequestParam(defaultValue = "false") boolean confirmed,
            Model model,
            RedirectAttributes flash) {
        var payment = deeds.existing(id);
        var wanted = kind(kind);
        if (this.once.wasSent(once)) {
            flash.addFlashAttribute("done", "done.already");
            return to(id);
        }
        model.addAllAttributes(Map.of("amount", amount, "reason", reason));
        Wish wish;
        try {
            wish = Wish.read(payment, wanted, amount, reason);
        } catch (Rejection e) {
            return form(payment, wanted, errors.read(e), model);
        }
        if (!confirmed) {
            model.addAttribute("size", wish.size(payment));
            model.addAttribute("second", approvals.isNeeded(wish.size(payment)));
            return form(payment, wanted, Errors.NONE, model);
        }
        if (!this.once.isFirst(once, Person.current().name())) {
            flash.addFlashAttribute("done", "done.already");
            return to(id);
        }
        if (approvals.isNeeded(wish.size(payment))) {
            approvals.ask(payment, wish, Person.current().name());
            deeds.note("approval.ask", payment, wish);
            flash.addFlashAttribute("done", "done.asked");
        } else {
            tell(deeds.carryOut(payment, wish, once), flash);
        }
        return to(id);
    }

    static void tell(ChangeAnswer answer, RedirectAttributes flash) {
        switch (answer) {
            case ChangeAnswer.Done _ -> flash.addFlashAttribute("done", "done.changed");
            case ChangeAnswer.Failed failed -> {
                flash.addFlashAttribute("problem", "change.failed");
                flash.addFlashAttribute("problemDetail", failed.message());
            }
            case ChangeAnswer.Manual manual -> {
                flash.addFlashAttribute("problem", "change.manual");
                flash.addFlashAttribute("problemDetail", manual.message());
            }
        }
    }

    private static ChangeRequest.Kind kind(String word) {
        return Wish.kind(word).orElseThrow(() -> Rejection.notFound("action " + word));
    }

    private static String to(UUID id) {
        return "redirect:/admin/payments/" + id;
    }
}
