package dev.pontage.admin.login;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.staff.Staff;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first factor. */
@Controller
@RequestMapping("/admin/login")
@Needs(Permission.ANYONE)
class LoginController {
    private static final int LONGEST = 200;

    private final Staff staff;
    private final Entrance entrance;

    LoginController(Staff staff, Entrance entrance) {
        this.staff = staff;
        this.entrance = entrance;
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("empty", staff.isEmpty());
        return "login/login";
    }

    @PostMapping
    String enter(@RequestParam String email, @RequestParam String password, HttpServletRequest request, Model model) {
        var member = staff.byPassword(email, password);
        if (member.isEmpty()) {
            entrance.note(email.length() > LONGEST ? email.substring(0, LONGEST) : email, "login.refused");
            model.addAttribute("email", email);
            model.addAttribute("problem", "login.wrong");
            return show(model);
        }
        entrance.halfway(request, member.get());
        return "redirect:/admin/second-factor";
    }
}
