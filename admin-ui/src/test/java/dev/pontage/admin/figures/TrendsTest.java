package dev.pontage.admin.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.figures.Lately.By;
import dev.pontage.admin.world.AdminTest;
import dev.pontage.admin.world.Counted;
import dev.pontage.admin.world.Shops;
import dev.pontage.affiliation.Directory;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.tenant.TenantScope;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/** What the drawings of the first page say, from rows as the worker writes them. */
@AdminTest
class TrendsTest {
    private final Trends trends;
    private final LatencyWriter latency;
    private final LatencySums sums;
    private final Shops shops;
    private final Directory directory;
    private final TenantJdbc jdbc;
    private final Counted counted;
    private final TenantJdbc background;
    private final Clock clock;

    TrendsTest(
            Trends trends,
            LatencyWriter latency,
            LatencySums sums,
            Shops shops,
            Directory directory,
            @Qualifier("adminJdbc") TenantJdbc jdbc,
            @Qualifier("backgroundJdbc") TenantJdbc background,
            Counted counted,
            Clock clock) {
        this.trends = trends;
        this.latency = latency;
        this.sums = sums;
        this.shops = shops;
        this.directory = directory;
        this.jdbc = jdbc;
        this.background = background;
        this.counted = counted;
        this.clock = clock;
    }

    @Test
    void a_day_is_divided_by_method_and_by_hour_for_its_own_people_only() {
        var shop = shops.open();
        var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        counted.minute(shop, hour, "Visa", 4, 3, 20);
        counted.minute(shop, hour.minusSeconds(60), "Visa", 2, 2, 30);
        counted.minute(shop, hour.minusSeconds(60), "Pix", 1, 0, 7);
        counted.minute(shop, hour.minusSeconds(25 * 3600), "Visa", 9, 9, 900);

        var day = TenantScope.of(shop.tenantId()).call(() -> trends.course(Range.DAY, By.METHOD, ZoneOffset.UTC));
        assertThat(day.series()).extracting(Trends.Series::name).containsExactly("Visa", "Pix");
        var visa = day.series().getFirst();
        assertThat(visa.steps().getLast()).isEqualTo(new Trends.Sum(4, 3, 1, 4, 20));
        assertThat(visa.steps().get(22)).isEqualTo(new Trends.Sum(2, 2, 0, 2, 30));
        assertThat(visa.total().rate()).isEqualTo(83);
        assertThat(visa.total().added()).isEqualTo(8);
        assertThat(day.steps().getLast()).isEqualTo(hour);

        var stranger = shops.open();
        assertThat(TenantScope.of(stranger.tenantId())
                        .call(() -> trends.course(Range.DAY, By.MERCHANT, ZoneOffset.UTC))
                        .series())
                .isEmpty();
    }

    @Test
    void a_month_is_drawn_from_whole_days_and_its_sum_is_that_of_its_hours() {
        var shop = shops.open();
        var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        counted.minute(shop, hour, "Visa", 4, 3, 20);
        counted.minute(shop, hour.minus(29, ChronoUnit.DAYS), "Visa", 2, 2, 30);
        counted.minute(shop, hour.minus(31, ChronoUnit.DAYS), "Visa", 9, 9, 900);

        var month = TenantScope.of(shop.tenantId())
                .call(() -> trends.course(Range.MONTH, By.METHOD, ZoneId.of("America/Sao_Paulo")));
        assertThat(month.steps()).hasSize(30);
        assertThat(month.total()).isEqualTo(new Trends.Sum(6, 5, 1, 6, 50));
        assertThat(month.series().getFirst().steps().getLast().payments()).isEqualTo(4);
        assertThat(month.series().getFirst().steps().getFirst().payments()).isEqualTo(2);
        var week = TenantScope.of(shop.tenantId()).call(() -> trends.course(Range.WEEK, By.METHOD, ZoneOffset.UTC));
        assertThat(week.total().payments()).isEqualTo(4);
    }

    @Test
    void days_begin_at_the_viewers_midnight() {
        var starts = Range.MONTH.starts(Instant.parse("2026-11-21T12:00:00Z"), ZoneId.of("America/Sao_Paulo"));
        assertThat(starts.getLast()).isEqualTo("2026-11-21T03:00:00Z");
        var quarters = Range.WEEK.starts(Instant.parse("2026-11-21T12:00:00Z"), ZoneId.of("America/Sao_Paulo"));
        assertThat(quarters.getLast()).isEqualTo("2026-11-21T09:00:00Z");
    }

    @Test
    void an_answer_is_timed_once_however_often_its_minute_is_looked_at() {
        var shop = shops.open();
        var payment = shops.pay(shop, Shops.GOOD_CARD, "10.00");
        var minute = Minutes.minute(Ids.bytes(payment.id()));
        // Ids are of the real time, the clock of this test stands elsewhere: the writer is told where to look.
        // A look may begin within a second, where the one before it ended.
        for (var begin : List.of(minute, minute, minute.plusMillis(300))) {
            TenantScope.all().run(() -> background.transact(() -> latency.time(begin, minute.plusSeconds(60))));
        }
        var timed = TenantScope.of(shop.tenantId())
                .call(() -> jdbc.sql("select sum(timed), sum(own_millis) from latency_minute where :scope")
                        .query((row, index) -> List.of(row.getLong(1), row.getLong(2)))
                        .single());
        assertThat(timed.getFirst()).isEqualTo(1);
        assertThat(timed(shop, "latency_hour")).isEqualTo(1);
        assertThat(timed.getLast()).isNotNegative();
    }

    @Test
    void a_second_with_many_answers_is_counted_in_pieces_and_has_each_of_them_once() {
        var shop = shops.open();
        var seconds = IntStream.range(0, 12)
                .mapToObj(it ->
                        Minutes.of(shops.pay(shop, Shops.GOOD_CARD, "10.00").id()))
                .map(it -> it.truncatedTo(ChronoUnit.SECONDS))
                .distinct()
                .toList();

        for (var asked : List.of(1L, 2_000L)) {
            seconds.forEach(it -> TenantScope.all().run(() -> background.transact(() -> sums.count(it, asked))));

            assertThat(timed(shop, "latency_minute")).isEqualTo(12);
            assertThat(timed(shop, "latency_hour")).isEqualTo(12);
        }
    }

    private long timed(Shops.Shop shop, String table) {
        return TenantScope.of(shop.tenantId())
                .call(() -> jdbc.sql("select sum(timed) from " + table + " where :scope")
                        .query(Long.class)
                        .single());
    }

    @Test
    void what_is_found_out_later_does_not_make_the_answer_slower() {
        var shop = shops.open();
        var payment = shops.pay(shop, Shops.SLOW_CARD, "10.00");
        var minute = Minutes.minute(Ids.bytes(payment.id()));
        TenantScope.of(shop.tenantId())
                .run(() -> background.transact(() -> background
                        .sql("update operation set concluded_at = timestampadd(second, 15, created_at) "
                                + "where payment_id = :payment and :scope")
                        .param("payment", Ids.bytes(payment.id()))
                        .update()));
        TenantScope.all().run(() -> background.transact(() -> latency.time(minute, minute.plusSeconds(60))));
        var own = TenantScope.of(shop.tenantId())
                .call(() -> jdbc.sql("select sum(own_millis) from latency_hour where :scope")
                        .query(Long.class)
                        .single());
        assertThat(own).isBetween(0L, 10_000L);
    }

    @Test
    void a_directory_goes_on_where_a_page_ended_and_back_again() {
        var shop = shops.open();
        var all = TenantScope.all()
                .call(() ->
                        directory.page(new Directory.Search(Optional.empty(), Optional.empty(), "con-"), "", 1_000));
        assertThat(all.items()).contains(shop.affiliation());
        var search = new Directory.Search(Optional.empty(), Optional.empty(), "");
        TenantScope.all().run(() -> {
            var first = directory.page(search, "", 1);
            assertThat(first.previous()).isEmpty();
            if (first.next().isPresent()) {
                var second = directory.page(search, first.next().orElseThrow(), 1);
                assertThat(second.items()).isNotEqualTo(first.items());
                assertThat(directory
                                .page(search, second.previous().orElseThrow(), 1)
                                .items())
                        .isEqualTo(first.items());
            }
        });
    }
}
