package dev.pontage.admin.home;

import dev.pontage.admin.figures.Trends;
import dev.pontage.admin.figures.Trends.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * One figure over a range in a drawing of 480 to 100: bars where parts add up, lines where they do not. The table behind
 * it says the same.
 *
 * @param key what it is, in the names of texts
 * @param top what the upper edge stands for
 */
record Chart(String key, long top, List<Trends.Series> series, List<Bar> bars, List<Line> lines) {
    /** As many as can be told apart. */
    static final int SHOWN = 5;

    private static final int HEIGHT = 100;
    private static final int WIDTH = 480;
    private static final int NOTHING = -1;

    /** One part of one step. */
    record Bar(int part, double x, double y, double width, double height) {}

    /**
     * One part over the range.
     *
     * @param path broken where there was nothing
     * @param dots each step that there was something
     */
    record Line(int part, String path, String dots) {}

    /** Payments, approval and what we added. */
    static List<Chart> of(Trends.Course course) {
        var series = course.largest(SHOWN);
        return List.of(
                bars("volume", series),
                lines("rate", HEIGHT, series, Sum::rate),
                lines("added", roundUp(highest(series, Sum::added)), series, Sum::added));
    }

    /** What the table says of a step; a dash where there was nothing. */
    public String cell(Trends.Series of, int step) {
        var value = figure().applyAsLong(of.steps().get(step));
        return value == NOTHING ? "–" : String.valueOf(value);
    }

    /** Whether the table has anything to say of a step. */
    public boolean seen(int step) {
        return series.stream()
                .anyMatch(it -> it.steps().get(step).payments() > 0
                        || it.steps().get(step).timed() > 0);
    }

    private ToLongFunction<Sum> figure() {
        return switch (key) {
            case "volume" -> Sum::payments;
            case "rate" -> Sum::rate;
            default -> Sum::added;
        };
    }

    private static Chart bars(String key, List<Trends.Series> series) {
        var steps = steps(series);
        var top = roundUp(IntStream.range(0, steps)
                .mapToLong(step -> series.stream()
                        .mapToLong(it -> it.steps().get(step).payments())
                        .sum())
                .max()
                .orElse(1));
        var bars = new ArrayList<Bar>();
        for (var step = 0; step < steps; step++) {
            var y = (double) HEIGHT;
            for (var part = 0; part < series.size(); part++) {
                var height = height(series.get(part).steps().get(step).payments(), top);
                y -= height;
                if (height > 0) {
                    bars.add(new Bar(part, at(step, 0.1, steps), y, at(0, 0.8, steps), height));
                }
            }
        }
        return new Chart(key, top, series, bars, List.of());
    }

    private static int steps(List<Trends.Series> series) {
        return series.isEmpty() ? 1 : series.getFirst().steps().size();
    }

    /** How far to the right a share of a step is. */
    private static double at(int step, double share, int steps) {
        return Math.round(10.0 * WIDTH * (step + share) / steps) / 10.0;
    }

    private static Chart lines(String key, long top, List<Trends.Series> series, ToLongFunction<Sum> figure) {
        var lines = IntStream.range(0, series.size())
                .mapToObj(it -> line(it, series.get(it), top, figure))
                .toList();
        return new Chart(key, top, series, List.of(), lines);
    }

    private static Line line(int part, Trends.Series series, long top, ToLongFunction<Sum> figure) {
        var path = new StringBuilder();
        var dots = new StringBuilder();
        var apart = true;
        var steps = series.steps().size();
        for (var step = 0; step < steps; step++) {
            var value = figure.applyAsLong(series.steps().get(step));
            if (value == NOTHING) {
                apart = true;
                continue;
            }
            var at = String.format(Locale.ROOT, "%.1f %.1f ", at(step, 0.5, steps), HEIGHT - height(value, top));
            path.append(apart ? 'M' : 'L').append(at);
            dots.append('M').append(at).append("h0 ");
            apart = false;
        }
        return new Line(part, path.toString().strip(), dots.toString().strip());
    }

    private static double height(long value, long top) {
        return Math.round(1000.0 * value / top) / 10.0;
    }

    private static long highest(List<Trends.Series> series, ToLongFunction<Sum> figure) {
        return series.stream()
                .flatMap(it -> it.steps().stream())
                .mapToLong(figure)
                .max()
                .orElse(1);
    }

    /** 2, 4, 6, 10, 20, 40, 60, 100 …: a half of it is a whole number as well. */
    static long roundUp(long value) {
        for (var ten = 1L; ; ten *= 10) {
            for (var step : new long[] {2, 4, 6, 10}) {
                if (value <= step * ten) {
                    return step * ten;
                }
            }
        }
    }
}
