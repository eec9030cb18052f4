package dev.pontage.admin.home;

import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.affiliation.Affiliations;
import dev.pontage.affiliation.Connectors;
import dev.pontage.affiliation.Tenants;
import dev.pontage.payment.Payment;
import dev.pontage.payment.Payments;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What needs a person now; where there is nothing yet, the way to a first payment. */
@Controller
@RequestMapping("/admin")
@Needs(Permission.READ)
class HomeController {
    private static final int LOOKED_AT = 200;

    private final Tenants tenants;
    private final Connectors connectors;
    private final Affiliations affiliations;
    private final Payments payments;

    HomeController(Tenants tenants, Connectors connectors, Affiliations affiliations, Payments payments) {
        this.tenants = tenants;
        this.connectors = connectors;
        this.affiliations = affiliations;
        this.payments = payments;
    }

    @GetMapping
    String show(Model model) {
        var newest = payments.search(new Payments.Search(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        LOOKED_AT,
                        Optional.empty()))
                .items();
        model.addAttribute("merchants", tenants.list().size());
        model.addAttribute("connectors", connectors.list().size());
        model.addAttribute("affiliations", affiliations.list(Optional.empty()).size());
        model.addAttribute("looked", newest.size());
        model.addAttribute(
                "waiting",
                newest.stream()
                        .filter(it -> it.inDoubt() || it.review().isPresent())
                        .toList());
        model.addAttribute(
                "pending",
                newest.stream().filter(it -> !it.status().isDecided()).count());
        model.addAttribute("approved", share(newest));
        return "home/home";
    }

    private static String share(List<Payment> payments) {
        var decided = payments.stream().filter(it -> it.status().isDecided()).count();
        var approved = payments.stream()
                .filter(it -> it.status().word().equals("approved"))
                .count();
        return decided == 0 ? "–" : Math.round(100.0 * approved / decided) + " %";
    }
}
