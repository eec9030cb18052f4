package dev.pontage.admin.api;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.error.Rejection;
import dev.pontage.policy.Holidays;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The days on which no slip is due. */
@RestController
@RequestMapping("/api/v1/holidays")
class HolidaysEndpoint {
    private final Holidays holidays;
    private final Audit audit;

    HolidaysEndpoint(Holidays holidays, Audit audit) {
        this.holidays = holidays;
        this.audit = audit;
    }

    record Day(Optional<String> name, Optional<Boolean> off) {}

    @GetMapping
    @Needs(Permission.READ)
    Map<LocalDate, String> list(@RequestParam int year) {
        if (year < 2000 || year > 2100) {
            throw Rejection.invalid("year", "Name a year from 2000 to 2100.");
        }
        return holidays.of(year);
    }

    @PutMapping("/{day}")
    @Needs(Permission.PLATFORM)
    Map<LocalDate, String> put(@PathVariable LocalDate day, @RequestBody Day given) {
        holidays.set(day, given.name().orElse(day.toString()), given.off().orElse(false));
        audit.note("holiday.set", day.toString(), given);
        return holidays.of(day.getYear());
    }

    @DeleteMapping("/{day}")
    @Needs(Permission.PLATFORM)
    Map<LocalDate, String> forget(@PathVariable LocalDate day) {
        holidays.forget(day);
        audit.note("holiday.forgotten", day.toString(), day);
        return holidays.of(day.getYear());
    }
}
