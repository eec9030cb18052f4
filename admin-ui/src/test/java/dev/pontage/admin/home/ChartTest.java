package dev.pontage.admin.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.figures.Trends;
import dev.pontage.admin.figures.Trends.Series;
import dev.pontage.admin.figures.Trends.Sum;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Instant FIRST = Instant.parse("2026-11-21T00:00:00Z");

    private static Trends.Course day(Series... series) {
        var hours = IntStream.range(0, 3)
                .mapToObj(it -> FIRST.plusSeconds(3600L * it))
                .toList();
        return new Trends.Course(hours, List.of(series));
    }

    private static Sum sum(long payments, long approved, long denied, long timed, long own) {
        return new Sum(payments, approved, denied, timed, own);
    }

    private static final Sum NOTHING = sum(0, 0, 0, 0, 0);

    private static Chart chart(String key, Trends.Course day) {
        return Chart.of(day).stream()
                .filter(it -> it.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_bars_of_an_hour_stand_on_each_other() {
        var chart = chart(
                "volume",
                day(
                        new Series("Visa", List.of(sum(6, 6, 0, 0, 0), NOTHING, NOTHING)),
                        new Series("Pix", List.of(sum(4, 4, 0, 0, 0), NOTHING, NOTHING))));
        assertThat(chart.top()).isEqualTo(10);
        assertThat(chart.bars())
                .containsExactly(new Chart.Bar(0, 16.0, 40.0, 128.0, 60.0), new Chart.Bar(1, 16.0, 0.0, 128.0, 40.0));
    }

    @Test
    void a_line_is_broken_where_nothing_was_decided_and_an_hour_alone_is_a_dot() {
        var chart = chart("rate", day(new Series("Visa", List.of(sum(2, 1, 1, 0, 0), NOTHING, sum(1, 1, 0, 0, 0)))));
        var line = chart.lines().getFirst();
        assertThat(line.path()).isEqualTo("M80.0 50.0 M400.0 0.0");
        assertThat(line.dots()).isEqualTo("M80.0 50.0 h0 M400.0 0.0 h0");
        assertThat(chart.cell(chart.series().getFirst(), 1)).isEqualTo("–");
        assertThat(chart.seen(1)).isFalse();
    }

    @Test
    void what_we_added_is_an_average_over_what_was_timed() {
        var chart = chart("added", day(new Series("Visa", List.of(sum(9, 9, 0, 4, 30), NOTHING, NOTHING))));
        assertThat(chart.cell(chart.series().getFirst(), 0)).isEqualTo("8");
        assertThat(chart.top()).isEqualTo(10);
    }

    @Test
    void the_smaller_parts_are_drawn_as_one_and_nothing_is_lost() {
        var parts = IntStream.range(0, 9)
                .mapToObj(it -> new Series("part " + it, List.of(sum(10 - it, 0, 0, 0, 0), NOTHING, NOTHING)))
                .toArray(Series[]::new);
        var drawn = chart("volume", day(parts)).series();
        assertThat(drawn).hasSize(Chart.SHOWN + 1);
        assertThat(drawn.getLast().name()).isEmpty();
        assertThat(drawn.stream().mapToLong(it -> it.total().payments()).sum())
                .isEqualTo(
                        Stream.of(parts).mapToLong(it -> it.total().payments()).sum());
    }

    @Test
    void the_upper_edge_is_a_round_number_with_a_whole_half() {
        assertThat(Stream.of(0L, 1L, 3L, 11L, 41L, 1_389L).map(Chart::roundUp))
                .containsExactly(2L, 2L, 4L, 20L, 60L, 2_000L);
    }
}
