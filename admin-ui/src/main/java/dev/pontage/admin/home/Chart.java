package dev.pontage.admin.home;

import dev.pontage.admin.figures.Figures;
import java.util.List;
import java.util.stream.IntStream;

/** Payments by the hour as bars in a drawing of 24 columns, each 100 high; the table behind it says the same. */
record Chart(List<Bar> bars, long payments, int rate, long highest) {
    private static final int HEIGHT = 100;

    /** One hour: what was approved stands at the bottom, the rest on top of it. */
    record Bar(int at, int approved, int rest, Figures.Hour hour) {
        /** Where the upper part begins, from the top. */
        public int top() {
            return HEIGHT - approved - rest;
        }
    }

    static Chart of(List<Figures.Hour> hours) {
        var highest = Math.max(
                1, hours.stream().mapToLong(Figures.Hour::payments).max().orElse(1));
        var bars = IntStream.range(0, hours.size())
                .mapToObj(it -> bar(it, hours.get(it), highest))
                .toList();
        var approved = hours.stream().mapToLong(Figures.Hour::approved).sum();
        var denied = hours.stream().mapToLong(Figures.Hour::denied).sum();
        var payments = hours.stream().mapToLong(Figures.Hour::payments).sum();
        return new Chart(
                bars, payments, new Figures.Hour(hours.getFirst().from(), payments, approved, denied).rate(), highest);
    }

    private static Bar bar(int at, Figures.Hour hour, long highest) {
        var whole = (int) Math.round((double) hour.payments() * HEIGHT / highest);
        var approved = (int) Math.round((double) hour.approved() * HEIGHT / highest);
        return new Bar(at, approved, Math.max(0, whole - approved), hour);
    }
}
