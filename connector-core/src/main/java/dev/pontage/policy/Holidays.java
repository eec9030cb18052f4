package dev.pontage.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pontage.tenant.TenantJdbc;
import java.sql.Date;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** On which days nobody can pay a slip at a bank. Staff may add days and strike built-in ones out. */
@Component
public class Holidays {
    private final TenantJdbc jdbc;
    private final Cache<Integer, Map<LocalDate, String>> known =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(30)).build();

    Holidays(@Qualifier("adminJdbc") TenantJdbc jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A day that is said something of.
     *
     * @param builtIn whether it is a holiday by law
     * @param edited whether staff had a say
     * @param off whether staff struck it out
     */
    public record Day(LocalDate day, String name, boolean builtIn, boolean edited, boolean off) {}

    /** The holidays of a year, by day. */
    public Map<LocalDate, String> of(int year) {
        return known.get(year, this::read);
    }

    private Map<LocalDate, String> read(int year) {
        var days = new TreeMap<LocalDate, String>();
        list(year).stream().filter(it -> !it.off()).forEach(it -> days.put(it.day(), it.name()));
        return days;
    }

    /** The holidays of a year and what staff struck out, in order. */
    public List<Day> list(int year) {
        var builtIn = BrazilianHolidays.of(year);
        var days = new TreeMap<LocalDate, Day>();
        builtIn.forEach((day, name) -> days.put(day, new Day(day, name, true, false, false)));
        jdbc.inTransaction(() -> jdbc.sql("select * from holiday where day between :first and :last")
                        .param("first", Date.valueOf(LocalDate.of(year, 1, 1)))
                        .param("last", Date.valueOf(LocalDate.of(year, 12, 31)))
                        .query((row, index) -> {
                            var day = row.getObject("day", LocalDate.class);
                            return new Day(
                                    day, row.getString("name"), builtIn.containsKey(day), true, row.getBoolean("off"));
                        })
                        .list())
                .forEach(it -> days.put(it.day(), it));
        return List.copyOf(days.values());
    }

    /** Makes a day a holiday, or with {@code off} a business day though it is built in. */
    public void set(LocalDate day, String name, boolean off) {
        jdbc.transact(() -> {
            jdbc.sql("delete from holiday where day = :day")
                    .param("day", Date.valueOf(day))
                    .update();
            jdbc.sql("insert into holiday (day, name, off) values (:day, :name, :off)")
                    .param("day", Date.valueOf(day))
                    .param("name", name)
                    .param("off", off)
                    .update();
        });
        known.invalidateAll();
    }

    /** Back to what is built in. */
    public void forget(LocalDate day) {
        jdbc.transact(() -> jdbc.sql("delete from holiday where day = :day")
                .param("day", Date.valueOf(day))
                .update());
        known.invalidateAll();
    }

    /** Whether banks are open. */
    public boolean isBusinessDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !of(day.getYear()).containsKey(day);
    }

    /** So many business days later; on a holiday zero days later is the next business day. */
    public LocalDate later(LocalDate from, int businessDays) {
        var day = from;
        while (!isBusinessDay(day)) {
            day = day.plusDays(1);
        }
        for (var left = businessDays; left > 0; left--) {
            do {
                day = day.plusDays(1);
            } while (!isBusinessDay(day));
        }
        return day;
    }
}
