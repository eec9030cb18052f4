package dev.pontage.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.error.Rejection;
import dev.pontage.spi.PluginDescriptor.Flow;
import dev.pontage.spi.PluginDescriptor.Method;
import dev.pontage.spi.PluginDescriptor.SplitStage;
import dev.pontage.world.SettableClock;
import dev.pontage.world.World;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;

@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class DueDateTest {
    private final Holidays holidays;
    private final DueDates dueDates;
    private final Policies policies;
    private final Attestations attestations;
    private final SettableClock clock;
    private final Affiliation shop;

    @Autowired
    DueDateTest(
            Holidays holidays,
            DueDates dueDates,
            Policies policies,
            Attestations attestations,
            SettableClock clock,
            World.Merchants merchants) {
        this.holidays = holidays;
        this.dueDates = dueDates;
        this.policies = policies;
        this.attestations = attestations;
        this.clock = clock;
        this.shop = merchants.fresh("scripted").affiliation();
    }

    @ParameterizedTest
    @CsvSource({"2026,2026-04-05", "2027,2027-03-28", "2030,2030-04-21", "2038,2038-04-25"})
    void easter_is_where_it_is(int year, LocalDate day) {
        assertThat(BrazilianHolidays.easter(year)).isEqualTo(day);
    }

    @Test
    void weekends_and_holidays_do_not_count() {
        // from the Friday before carnival
        assertThat(holidays.later(LocalDate.of(2026, 2, 13), 1)).isEqualTo(LocalDate.of(2026, 2, 18));
        assertThat(holidays.later(LocalDate.of(2026, 11, 20), 0)).isEqualTo(LocalDate.of(2026, 11, 23));
    }

    @Test
    void staff_add_days_and_strike_others_out() {
        var day = LocalDate.of(2031, 3, 12);
        holidays.set(day, "Aniversário da cidade", false);
        assertThat(holidays.isBusinessDay(day)).isFalse();
        holidays.set(day, "", true);
        assertThat(holidays.isBusinessDay(day)).isTrue();
        holidays.forget(day);
        assertThat(holidays.isBusinessDay(LocalDate.of(2031, 12, 25))).isFalse();
    }

    @Test
    void a_slip_is_due_at_the_end_of_a_business_day_where_the_merchant_is() {
        var until = clock.instant().plus(dueDates.until(shop, 2));
        var zoned = until.atZone(java.time.ZoneId.of("America/Sao_Paulo"));
        assertThat(zoned.toLocalTime().getHour()).isEqualTo(23);
        assertThat(holidays.isBusinessDay(zoned.toLocalDate())).isTrue();
    }

    @Test
    void a_delay_never_exceeds_the_acquirers_validity() {
        var method = new Method(
                "BankInvoice", Flow.BANK_INVOICE, SplitStage.DISABLED, true, Optional.of(Duration.ofHours(5)));
        assertThat(policies.delays(shop, method).toCancel()).isEqualTo(18_000);
    }

    @Test
    void an_attestation_holds_for_twelve_months_and_warns_after_eleven() {
        assertThat(attestations.allowsDirectCards()).isFalse();
        var today = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
        var attestation =
                new Attestations.Attestation("Acme", URI.create("https://acme.example/aoc"), "Assessor", today);
        attestations.record(attestation, "a test");
        assertThat(attestations.state()).isEqualTo(Attestations.State.HOLDS);
        assertThat(attestations.allowsDirectCards()).isTrue();
        clock.advance(Duration.between(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(345))));
        assertThat(attestations.state()).isEqualTo(Attestations.State.ENDS_SOON);
        clock.advance(Duration.ofDays(25));
        assertThat(attestations.state()).isEqualTo(Attestations.State.OVER);
        assertThat(attestations.allowsDirectCards()).isFalse();
        assertThatThrownBy(() -> attestations.record(
                        new Attestations.Attestation("Acme", attestation.url(), "Assessor", today.plusYears(9)),
                        "a test"))
                .isInstanceOf(Rejection.class);
    }
}
