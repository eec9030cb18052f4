package dev.pontage.policy;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Map;
import java.util.TreeMap;

/** Brazil's national holidays and the days on which its banks are closed: those with a date, and those that follow Easter. */
final class BrazilianHolidays {
    private static final Map<MonthDay, String> FIXED = Map.of(
            MonthDay.of(Month.JANUARY, 1), "Confraternização Universal",
            MonthDay.of(Month.APRIL, 21), "Tiradentes",
            MonthDay.of(Month.MAY, 1), "Dia do Trabalho",
            MonthDay.of(Month.SEPTEMBER, 7), "Independência do Brasil",
            MonthDay.of(Month.OCTOBER, 12), "Nossa Senhora Aparecida",
            MonthDay.of(Month.NOVEMBER, 2), "Finados",
            MonthDay.of(Month.NOVEMBER, 15), "Proclamação da República",
            MonthDay.of(Month.NOVEMBER, 20), "Dia da Consciência Negra",
            MonthDay.of(Month.DECEMBER, 25), "Natal");

    private BrazilianHolidays() {}

    static Map<LocalDate, String> of(int year) {
        var days = new TreeMap<LocalDate, String>();
        FIXED.forEach((day, name) -> days.put(day.atYear(year), name));
        var easter = easter(year);
        days.put(easter.minusDays(48), "Carnaval (segunda-feira)");
        days.put(easter.minusDays(47), "Carnaval (terça-feira)");
        days.put(easter.minusDays(2), "Sexta-feira Santa");
        days.put(easter.plusDays(60), "Corpus Christi");
        return days;
    }

    /** The anonymous Gregorian algorithm. */
    static LocalDate easter(int year) {
        var a = year % 19;
        var b = year / 100;
        var c = year % 100;
        var d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
        var f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
        return LocalDate.of(year, f / 31, f % 31 + 1);
    }
}
