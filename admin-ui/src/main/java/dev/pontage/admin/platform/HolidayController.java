package dev.pontage.admin.platform;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.form.Errors;
import dev.pontage.error.Rejection;
import dev.pontage.policy.Holidays;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The days on which no slip falls due. */
@Controller
@RequestMapping("/admin/holidays")
class HolidayController {
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;
    private static final int LONGEST_NAME = 100;

    private final Holidays holidays;
    private final Audit audit;
    private final Errors.Reader errors;
    private final Clock clock;

    HolidayController(Holidays holidays, Audit audit, Errors.Reader errors, Clock clock) {
        this.holidays = holidays;
        this.audit = audit;
        this.errors = errors;
        this.clock = clock;
    }

    @GetMapping
    @Needs(Permission.READ)
    String list(@RequestParam Optional<Integer> year, Model model) {
        return show(year.orElse(clock.instant().atZone(ZoneOffset.UTC).getYear()), Errors.NONE, model);
    }

    private String show(int year, Errors problems, Model model) {
        var shown = Math.clamp(year, FIRST_YEAR, LAST_YEAR);
        model.addAttribute("year", shown);
        model.addAttribute("days", holidays.list(shown));
        model.addAttribute("errors", problems);
        return "platform/holidays";
    }

    @PostMapping
    @Needs(Permission.PLATFORM)
    String set(
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean off,
            Model model,
            RedirectAttributes flash) {
        var wanted = day(day);
        if (wanted.isEmpty() || name.isBlank() || name.length() > LONGEST_NAME) {
            model.addAllAttributes(Map.of("day", day, "name", name));
            var problem =
                    wanted.isEmpty() ? Rejection.invalid("day", "day.shape") : Rejection.invalid("name", "field.empty");
            return show(clock.instant().atZone(ZoneOffset.UTC).getYear(), errors.read(problem), model);
        }
        holidays.set(wanted.get(), name.strip(), off);
        audit.note("holiday.set", wanted.get().toString(), name.strip() + (off ? ", a business day" : ""));
        flash.addFlashAttribute("done", "done.saved");
        return to(wanted.get());
    }

    @PostMapping("/{day}/removal")
    @Needs(Permission.PLATFORM)
    String forget(@PathVariable String day, RedirectAttributes flash) {
        var wanted = day(day).orElseThrow(() -> Rejection.notFound("day " + day));
        holidays.forget(wanted);
        audit.note("holiday.forgotten", wanted.toString(), wanted);
        flash.addFlashAttribute("done", "done.saved");
        return to(wanted);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text.strip()))
                    .filter(it -> it.getYear() >= FIRST_YEAR && it.getYear() <= LAST_YEAR);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String to(LocalDate day) {
        return "redirect:/admin/holidays?year=" + day.getYear();
    }
}
