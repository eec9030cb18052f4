package dev.pontage.admin.login;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.form.Errors;
import dev.pontage.admin.staff.Invitations;
import dev.pontage.admin.staff.Staff;
import dev.pontage.error.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A one-time link: the first administrator's, or an invitation. */
@Controller
@RequestMapping("/admin/first")
@Needs(Permission.ANYONE)
class FirstController {
    private final Invitations invitations;
    private final Entrance entrance;
    private final Errors.Reader errors;

    FirstController(Invitations invitations, Entrance entrance, Errors.Reader errors) {
        this.invitations = invitations;
        this.entrance = entrance;
        this.errors = errors;
    }

    @GetMapping
    String show(@RequestParam(defaultValue = "") String token, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("open", invitations.isOpen(token));
        model.addAttribute("errors", Errors.NONE);
        return "login/first";
    }

    @PostMapping
    String accept(
            @RequestParam String token,
            @RequestParam String name,
            @RequestParam String email,
            @RequestParam String password,
            HttpServletRequest request,
            Model model) {
        try {
            var member = invitations.accept(token, new Staff.Draft(name, email, password));
            entrance.note(member.email(), "staff.join");
            entrance.halfway(request, member);
            return "redirect:/admin/second-factor";
        } catch (Rejection e) {
            var view = show(token, model);
            model.addAttribute("name", name);
            model.addAttribute("email", email);
            model.addAttribute("errors", errors.read(e));
            return view;
        }
    }
}
