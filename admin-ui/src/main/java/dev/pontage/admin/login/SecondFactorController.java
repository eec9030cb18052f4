package dev.pontage.admin.login;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.staff.Member;
import dev.pontage.admin.staff.SecondFactor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The second factor: set up at the first login, asked for at each. */
@Controller
@RequestMapping("/admin/second-factor")
@Needs(Permission.ANYONE)
class SecondFactorController {
    private static final String BACK = "redirect:/admin/login";

    private final SecondFactor factor;
    private final Entrance entrance;

    SecondFactorController(SecondFactor factor, Entrance entrance) {
        this.factor = factor;
        this.entrance = entrance;
    }

    @GetMapping
    String show(HttpServletRequest request, Model model) {
        return entrance.halfway(request).map(it -> show(it, model)).orElse(BACK);
    }

    private String show(Member member, Model model) {
        if (member.enrolled()) {
            return "login/second-factor";
        }
        model.addAttribute("secret", factor.secret(member.id()));
        return "login/enrol";
    }

    @GetMapping(value = "/qr.svg", produces = "image/svg+xml")
    ResponseEntity<String> picture(HttpServletRequest request) {
        return entrance.halfway(request)
                .filter(it -> !it.enrolled())
                .map(it -> ResponseEntity.ok(QrPicture.of(it.email(), factor.secret(it.id()))))
                .orElse(ResponseEntity.notFound().build());
    }

    @PostMapping
    String enter(@RequestParam String code, HttpServletRequest request, HttpServletResponse response, Model model) {
        return entrance.halfway(request)
                .map(it -> it.enrolled()
                        ? ask(it, code, request, response, model)
                        : enrol(it, code, request, response, model))
                .orElse(BACK);
    }

    private String ask(
            Member member, String code, HttpServletRequest request, HttpServletResponse response, Model model) {
        if (factor.verify(member.id(), code)) {
            entrance.inside(request, response, member);
            return "redirect:/admin";
        }
        entrance.note(member.email(), "login.refused");
        model.addAttribute("problem", "code.wrong");
        return show(member, model);
    }

    private String enrol(
            Member member, String code, HttpServletRequest request, HttpServletResponse response, Model model) {
        var codes = factor.enrol(member.id(), code);
        if (codes.isEmpty()) {
            model.addAttribute("problem", "code.wrong");
            return show(member, model);
        }
        entrance.inside(request, response, member);
        model.addAttribute("codes", codes.get());
        return "login/recovery";
    }
}
