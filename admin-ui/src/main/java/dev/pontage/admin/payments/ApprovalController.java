package dev.pontage.admin.payments;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Person;
import dev.pontage.admin.frame.Slice;
import dev.pontage.error.Rejection;
import dev.pontage.payment.Payment;
import dev.pontage.spi.payment.Money;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What moves much money waits here for a second person. */
@Controller
@RequestMapping("/admin/approvals")
class ApprovalController {
    private final Approvals approvals;
    private final Deeds deeds;

    ApprovalController(Approvals approvals, Deeds deeds) {
        this.approvals = approvals;
        this.deeds = deeds;
    }

    /** One line of the list. */
    record Line(Approvals.Asked asked, Payment payment, String merchant, boolean own) {
        /** What it is a part of. */
        public Money whole() {
            return Wish.most(payment, asked.kind());
        }
    }

    @GetMapping
    @Needs(Permission.READ)
    String list(@RequestParam(defaultValue = "") String cursor, Model model) {
        var me = Person.current().name();
        var page = Slice.of(approvals.waiting(), Approvals.Asked::place, cursor);
        model.addAttribute("page", page);
        model.addAttribute("cursor", cursor);
        model.addAttribute(
                "lines",
                page.items().stream()
                        .map(it -> {
                            var payment = deeds.existing(it.paymentId());
                            var merchant = deeds.affiliation(payment).tenant();
                            return new Line(it, payment, merchant, it.askedBy().equals(me));
                        })
                        .toList());
        return "payments/approvals";
    }

    @PostMapping("/{id}")
    @Needs(Permission.OPERATE)
    String decide(
            @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean agreed, RedirectAttributes flash) {
        var asked = approvals.find(id).orElseThrow(() -> Rejection.notFound("approval " + id));
        var payment = deeds.existing(asked.paymentId());
        if (!approvals.decide(id, agreed, Person.current().name())) {
            flash.addFlashAttribute("problem", "approval.not");
            return "redirect:/admin/approvals";
        }
        deeds.note(agreed ? "approval.agree" : "approval.decline", payment, asked.kind() + ": " + asked.reason());
        if (agreed) {
            ActionController.tell(deeds.carryOut(payment, asked.wish(payment), id.toString()), flash);
            return "redirect:/admin/payments/" + payment.id();
        }
        flash.addFlashAttribute("done", "done.declined");
        return "redirect:/admin/approvals";
    }
}
