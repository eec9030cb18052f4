package dev.pontage.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.plugin.InProcess;
import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.Plugins;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/** The plugin was taken away meanwhile, or its settings cannot be read: nobody can be asked until a person mends it. */
class ShutLineStoryTest extends EngineStory {
    private final InProcess plugins;
    private final List<LoadedPlugin> all;
    private final TenantJdbc jdbc;

    ShutLineStoryTest(Parts parts, Plugins plugins, @Qualifier("backgroundJdbc") TenantJdbc jdbc) {
        super(parts);
        this.plugins = (InProcess) plugins;
        this.all = plugins.list();
        this.jdbc = jdbc;
    }

    @AfterEach
    void put_back() {
        plugins.putBack(all);
    }

    private void saleInDoubt() {
        acquirer.authorize = it -> {
            throw AcquirerException.inDoubt("cut off");
        };
        authorize(Orders.visa(key, 500));
    }

    private void time(Duration step, int times) {
        for (var i = 0; i < times; i++) {
            clock.advance(step);
            resolveWhatIsDue();
        }
    }

    private Affiliation withSecret() {
        return merchants.fresh("scripted", Map.of("webhookSecret", "whsec")).affiliation();
    }

    /** Kept under a master key that is no longer at hand; and nothing of it is open, as after a restart. */
    private void sealSettings() {
        in(() -> {
            jdbc.transact(() -> {
                jdbc.sql("update affiliation_setting set value = 'AAAA' where affiliation_id = :id and :scope")
                        .param("id", Ids.bytes(shop.id()))
                        .update();
                jdbc.sql("update affiliation set settings_version = :version where id = :id and :scope")
                        .param("version", Ids.bytes(Ids.next()))
                        .param("id", Ids.bytes(shop.id()))
                        .update();
            });
            return 0;
        });
    }

    @Test
    void a_sale_in_doubt_whose_plugin_is_gone_is_left_to_a_person_within_two_minutes() {
        saleInDoubt();
        plugins.clear();
        time(Duration.ofSeconds(6), 2);
        assertThat(current().review()).isEmpty();
        time(Duration.ofSeconds(20), 5);

        assertThat(current().review().orElse("")).startsWith("Nobody can be asked: the plugin is not installed.");
        assertThat(current().inDoubt()).isTrue();
    }

    @Test
    void once_the_plugin_is_back_the_sale_is_found_and_nobody_has_to_look() {
        saleInDoubt();
        plugins.clear();
        time(Duration.ofMinutes(11), 3);
        plugins.putBack(all);
        acquirer.inquire =
                it -> new Inquiry.Authorized(Authorization.Approved.of(Identifiers.of("auth", "tid", "nsu")));
        time(Duration.ofMinutes(11), 1);

        assertThat(current().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(current().review()).isEmpty();
        assertThat(acquirer.authorizations).hasValue(1);
    }

    @Test
    void a_refund_that_stays_open_because_its_plugin_is_gone_is_warned_of() {
        authorize(Orders.visa(key, 10_000));
        change(Orders.settle(key, "s", "100.00"));
        acquirer.refund = it -> Change.InProgress.of("R1");
        change(Orders.refund(key, "r", "50.00"));
        plugins.clear();
        time(Duration.ofMinutes(11), 80);

        assertThat(current().review().orElse("")).startsWith("A refund is open since");
    }

    @Test
    void a_sale_that_never_left_expires_although_its_plugin_is_gone() {
        acquirer.authorize = it -> {
            throw AcquirerException.notApplied("no route");
        };
        authorize(Orders.visa(key, 500));
        plugins.clear();
        time(Duration.ofDays(31), 2);

        assertThat(current().status()).isEqualTo(PaymentStatus.EXPIRED);
    }

    @Test
    void a_code_whose_plugin_is_gone_is_left_to_a_person_when_its_time_is_over() {
        pendingPix();
        plugins.clear();
        time(Duration.ofMinutes(3), 3);
        assertThat(current().review()).isEmpty();
        time(Duration.ofMinutes(11), 4);

        assertThat(current().status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(current().review().orElse("")).startsWith("Nobody can be asked");
    }

    @Test
    void a_sale_whose_settings_cannot_be_opened_never_leaves_and_expires() {
        shop = withSecret();
        sealSettings();
        authorize(Orders.visa(key, 500));
        time(Duration.ofDays(31), 2);

        assertThat(current().status()).isEqualTo(PaymentStatus.EXPIRED);
        assertThat(acquirer.authorizations).hasValue(0);
    }

    @Test
    void a_sale_in_doubt_whose_settings_cannot_be_opened_any_more_is_left_to_a_person() {
        shop = withSecret();
        saleInDoubt();
        sealSettings();
        time(Duration.ofSeconds(20), 5);

        assertThat(current().review().orElse(""))
                .startsWith("Nobody can be asked: the affiliation's settings cannot be opened.");
    }
}
