package dev.pontage.admin.queue;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.error.Rejection;
import dev.pontage.payment.CallbackQueue;
import dev.pontage.payment.Payments;
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

/** Calls to VTEX that have not arrived yet, and why not. */
@Controller
@RequestMapping("/admin/callbacks")
class QueueController {
    private final Waiting waiting;
    private final CallbackQueue queue;
    private final Payments payments;
    private final Audit audit;

    QueueController(Waiting waiting, CallbackQueue queue, Payments payments, Audit audit) {
        this.waiting = waiting;
        this.queue = queue;
        this.payments = payments;
        this.audit = audit;
    }

    @GetMapping
    @Needs(Permission.READ)
    String list(
            @RequestParam(defaultValue = "false") boolean failing,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        var page = waiting.callbacks(failing, cursor);
        model.addAttribute("depth", waiting.depth());
        model.addAttribute("callbacks", page.items());
        model.addAttribute("next", page.next().orElse(""));
        model.addAttribute("failing", failing);
        model.addAttribute("cursor", cursor);
        return "queue/callbacks";
    }

    @PostMapping("/{payment}")
    @Needs(Permission.OPERATE)
    String sendAgain(@PathVariable UUID payment, RedirectAttributes flash) {
        var found = payments.find(payment).orElseThrow(() -> Rejection.notFound("payment " + payment));
        var sent = queue.sendAgain(payment);
        var what = sent ? "due at once" : "not decided";
        audit.note("payment.callback", Optional.empty(), found.key(), Optional.empty(), Optional.of(what));
        flash.addFlashAttribute(sent ? "done" : "problem", sent ? "done.callback" : "callback.undecided");
        return "redirect:/admin/callbacks";
    }
}
