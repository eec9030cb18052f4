package dev.pontage.bacenpix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pontage.spi.Acquirer;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.AcquirerException.Effect;
import dev.pontage.spi.payment.Authorization;
import dev.pontage.spi.payment.Authorization.Approved;
import dev.pontage.spi.payment.Authorization.Denied;
import dev.pontage.spi.payment.Authorization.Pending;
import dev.pontage.spi.payment.Buyer;
import dev.pontage.spi.payment.Change;
import dev.pontage.spi.payment.Identifiers;
import dev.pontage.spi.payment.Inquiry;
import dev.pontage.spi.payment.Money;
import dev.pontage.spi.payment.NextStep;
import dev.pontage.spi.payment.PaymentMethod;
import dev.pontage.spi.payment.WebhookEvent;
import dev.pontage.spi.settings.Settings;
import dev.pontage.testkit.Mothers;
import dev.pontage.testkit.OpenApiCheck;
import dev.pontage.testkit.SettableClock;
import dev.pontage.testkit.StubServer.Call;
import dev.pontage.testkit.StubServer.Fault;
import dev.pontage.testkit.TestContext;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

class BacenPixTest {
    private static final String ID = "0123456789ABCDEF0123456789ABCDEF";
    private static final Money ALL = Mothers.reais(3190);
    private static final Optional<OpenApiCheck> OFFICIAL = OpenApiCheck.find("bacen-pix/openapi.yaml");

    private final SettableClock clock = new SettableClock();
    private final BankStub stub = new BankStub(clock::instant);
    private final TestContext context =
            new TestContext(clock, URI.create("https://pontage.example/hooks/1"), Set.of("127.0.0.1"));
    private final BacenPixPlugin plugin = new BacenPixPlugin();
    private final Acquirer acquirer = plugin.open(settings(Map.of()), context);

    @AfterEach
    void close() {
        assertThat(stub.complaints()).isEmpty();
        stub.close();
    }

    @Test
    void a_charge_goes_by_the_payments_own_id_and_ends_when_vtex_stops_waiting() {
        var pending = (Pending) acquirer.authorize(pix());

        assertThat(pending.next())
                .isInstanceOfSatisfying(
                        NextStep.ShowCode.class, it -> assertThat(it.code()).contains(ID));
        assertThat(pending.identifiers().tid()).contains(ID);
        assertThat(pending.validity()).contains(Duration.ofMinutes(30));
        assertThat(last("/cob/" + ID))
                .isEqualTo(Map.of(
                        "calendario", Map.of("expiracao", 1800),
                        "devedor", Map.of("cpf", "11144477735", "nome", "Maria da Silva"),
                        "valor", Map.of("original", "31.90"),
                        "chave", BankStub.PIX_KEY,
                        "solicitacaoPagador", "v1"));
    }

    @Test
    void before_and_after_the_payment_the_bank_says_so() {
        acquirer.authorize(pix());
        assertThat(asked()).isInstanceOf(Pending.class);

        stub.pays(ID);
        assertThat(asked())
                .isInstanceOfSatisfying(
                        Approved.class,
                        it -> assertThat(it.identifiers().authorizationId()).contains(stub.charge(ID).endToEndId));
    }

    @Test
    void a_charge_that_ran_out_is_removed_and_then_denied() {
        acquirer.authorize(pix());
        clock.advance(Duration.ofMinutes(31));
        assertThat(asked()).isInstanceOf(Pending.class);
        clock.advance(Duration.ofMinutes(2));

        assertThat(asked()).isInstanceOf(Denied.class);
        assertThat(stub.charge(ID).status).startsWith("REMOVIDA");
    }

    @Test
    void a_charge_that_is_paid_while_it_runs_out_is_approved() {
        acquirer.authorize(pix());
        clock.advance(Duration.ofHours(1));
        stub.paysWhenRemoved(ID);

        assertThat(asked()).isInstanceOf(Approved.class);
    }

    @Test
    void a_charge_that_is_cancelled_is_removed() {
        acquirer.authorize(pix());

        assertThat(cancel(ID)).isInstanceOf(Change.Done.class);
        assertThat(stub.charge(ID).status).startsWith("REMOVIDA");
        assertThat(asked()).isInstanceOf(Denied.class);
    }

    @Test
    void what_is_paid_while_it_is_cancelled_goes_back_whole() {
        acquirer.authorize(pix());
        stub.paysWhenRemoved(ID);

        assertThat(cancel(ID)).isInstanceOf(Change.InProgress.class);
        assertThat(stub.charge(ID).refunds.values()).extracting(it -> it.value).containsExactly("31.90");

        stub.refundsEnd("DEVOLVIDO");
        var change = Mothers.cancel(ID, Identifiers.NONE, ALL);
        assertThat(acquirer.inquire(Mothers.inquiry(pix(), Identifiers.NONE, change)))
                .isInstanceOfSatisfying(
                        Inquiry.Changed.class, it -> assertThat(it.outcome()).isInstanceOf(Change.Done.class));
    }

    @Test
    void what_was_never_made_is_cancelled_as_it_is() {
        assertThat(cancel("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")).isInstanceOf(Change.Done.class);
    }

    @ParameterizedTest
    @CsvSource({"DEVOLVIDO,Done", "NAO_REALIZADO,Refused", "EM_PROCESSAMENTO,InProgress"})
    void a_refund_is_open_until_the_bank_says_how_it_ended(String status, String kind) {
        acquirer.authorize(pix());
        stub.pays(ID);
        var refund = Mothers.refund(ID, "1", "S", Identifiers.NONE, Mothers.reais(1000), ALL);
        assertThat(acquirer.refund(refund)).isInstanceOf(Change.InProgress.class);

        stub.refundsEnd(status);
        assertThat(acquirer.inquire(Mothers.inquiry(pix(), Identifiers.NONE, refund)))
                .isInstanceOfSatisfying(
                        Inquiry.Changed.class,
                        it -> assertThat(it.outcome().getClass().getSimpleName())
                                .isEqualTo(kind));
        assertThat(acquirer.refund(refund).getClass().getSimpleName()).isEqualTo(kind);
        assertThat(stub.charge(ID).refunds).hasSize(1);
    }

    @Test
    void a_refund_of_more_than_there_is_is_refused_with_advice() {
        acquirer.authorize(pix());
        stub.pays(ID);

        assertThat(acquirer.refund(Mothers.refund(ID, "1", "S", Identifiers.NONE, Mothers.reais(9999), ALL)))
                .isInstanceOfSatisfying(Change.Refused.class, it -> {
                    assertThat(it.decline().code()).isEqualTo("PixDevolucaoInvalida");
                    assertThat(it.decline().advice()).isPresent();
                });
    }

    @Test
    void a_refund_of_what_is_not_paid_is_refused() {
        acquirer.authorize(pix());

        assertThat(acquirer.refund(Mothers.refund(ID, "1", "S", Identifiers.NONE, ALL, ALL)))
                .isInstanceOf(Change.Refused.class);
    }

    @Test
    void a_lost_creation_is_found_and_a_repeated_one_shows_the_same_code() {
        assertThat(acquirer.inquire(Mothers.inquiry(pix(), Identifiers.NONE))).isInstanceOf(Inquiry.NotFound.class);
        stub.server().breakNext(Fault.ANSWER_LOST);
        assertBreakdown(() -> acquirer.authorize(pix()), Effect.UNKNOWN);

        assertThat(asked()).isInstanceOf(Pending.class);
        assertThat(((Pending) acquirer.authorize(pix())).next()).isInstanceOf(NextStep.ShowCode.class);
        assertThat(stub.charges()).isEqualTo(1);
    }

    @Test
    void the_same_id_with_another_amount_is_denied() {
        acquirer.authorize(pix());

        assertThat(acquirer.authorize(
                        Mothers.authorization(ID, new PaymentMethod.Pix("Pix"), Mothers.reais(1), Mothers.buyer())))
                .isInstanceOf(Denied.class);
    }

    @Test
    void another_currency_or_method_is_refused_before_anything_is_sent() {
        for (var it : List.of(
                Mothers.authorization(ID, new PaymentMethod.Pix("Pix"), new Money(1, "USD", 2), Mothers.buyer()),
                Mothers.authorization(ID, new PaymentMethod.Other("PayPal"), ALL, Mothers.buyer()))) {
            assertThat(acquirer.authorize(it)).isInstanceOf(Denied.class);
        }
        assertThat(stub.server().calls()).isEmpty();
    }

    @Test
    void a_token_is_asked_for_once_and_anew_when_it_runs_out_or_is_forgotten() {
        acquirer.authorize(pix());
        asked();
        assertThat(stub.tokensMade()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(59).plusSeconds(50));
        asked();
        assertThat(stub.tokensMade()).isEqualTo(2);

        stub.forgetTokens();
        asked();
        assertThat(stub.tokensMade()).isEqualTo(3);
    }

    @Test
    void without_a_token_certainly_nothing_happened() {
        for (var fault : List.of(Fault.ANSWER_LOST, Fault.REQUEST_LOST, Fault.OUT_OF_ORDER)) {
            stub.server().breakNext(fault);
            assertBreakdown(() -> acquirer.authorize(pix()), Effect.NONE);
        }
        assertThat(stub.charges()).isZero();
    }

    @Test
    void a_wrong_secret_is_told_as_such() {
        var settings = settings(Map.of("clientSecret", "wrong"));

        assertThat(assertBreakdown(() -> plugin.open(settings, context).authorize(pix()), Effect.NONE)
                        .isAboutCredentials())
                .isTrue();
        assertThat(plugin.check(settings, context)).hasSize(1);
    }

    @Test
    void trying_the_connection_registers_the_webhook() {
        assertThat(plugin.check(settings(Map.of()), context)).isEmpty();

        assertThat(stub.webhookUrl()).isEqualTo("https://pontage.example/hooks/1");
    }

    @Test
    void the_webhook_is_registered_while_asking_and_only_once() {
        acquirer.authorize(pix());
        assertThat(stub.webhookUrl()).isEmpty();

        asked();
        asked();
        assertThat(stub.webhookUrl()).isEqualTo("https://pontage.example/hooks/1");
        assertThat(calls("/webhook/" + BankStub.PIX_KEY)).hasSize(2);
    }

    @Test
    void in_live_a_bank_wants_addresses_and_a_certificate() {
        var bare = new Settings(
                plugin.descriptor().settings(), Map.of("clientId", "a", "clientSecret", "b", "pixKey", "c"));

        assertThat(BacenPixSettings.problems(bare, false))
                .extracting(it -> it.key())
                .containsExactly("apiBaseUrl", "tokenUrl", "clientCertificate");
    }

    @Test
    void a_known_bank_brings_its_addresses_and_what_is_filled_in_wins() {
        var efi = settings(Map.of("profile", "efi", "apiBaseUrl", "", "tokenUrl", "https://mine.example/token"));

        assertThat(BacenPixSettings.base(efi, false)).contains("https://pix.api.efipay.com.br/v2");
        assertThat(BacenPixSettings.token(efi, false)).contains("https://mine.example/token");
    }

    @Test
    void a_webhook_is_a_hint_about_each_payment_it_names() {
        var verdict = acquirer.receive(
                BacenPixContractTest.request(
                        "{\"pix\":[{\"endToEndId\":\"E1\",\"txid\":\"T1\"},{\"endToEndId\":\"E2\"},"
                                + "{\"endToEndId\":\"E3\",\"txid\":\"T3\",\"devolucoes\":[{\"id\":\"R\",\"status\":\"DEVOLVIDO\"}]}]}"));

        assertThat(verdict.events()).extracting(it -> it.subject().reference()).containsExactly("T1", "T3");
        assertThat(verdict.events()).extracting(WebhookEvent::news).allMatch(it -> it instanceof WebhookEvent.Hint);
        assertThat(verdict.events()).extracting(WebhookEvent::key).containsExactly("T1+E1", "T3+E3+R=DEVOLVIDO");
    }

    @Test
    void a_webhook_names_the_payment_by_the_tid_that_it_was_answered_with() {
        var payment = "an id that is no txid";
        var pending = (Pending)
                acquirer.authorize(Mothers.authorization(payment, new PaymentMethod.Pix("Pix"), ALL, Mothers.buyer()));
        var notice = stub.notice(pending.identifiers().tid().orElseThrow());
        var verdict = acquirer.receive(BacenPixContractTest.request(notice));

        assertThat(verdict.events())
                .extracting(it -> it.subject().reference())
                .containsExactly(pending.identifiers().tid().orElseThrow());
    }

    @Test
    void a_payer_who_cannot_be_named_is_left_out() {
        var usual = Mothers.buyer();
        var stranger = new Buyer(
                "",
                "Jo",
                "Doe",
                "123",
                "passport",
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                usual.device());
        acquirer.authorize(Mothers.authorization(ID, new PaymentMethod.Pix("Pix"), ALL, stranger));

        assertThat(last("/cob/" + ID).containsKey("devedor")).isFalse();
    }

    @Test
    void every_request_is_one_of_the_official_description_and_a_spoilt_one_is_not() {
        assumeTrue(OFFICIAL.isPresent(), "skipped: the official description of the API is not beside the project");
        acquirer.authorize(pix());
        asked();
        stub.pays(ID);
        acquirer.refund(Mothers.refund(ID, "1", "S", Identifiers.NONE, Mothers.reais(1), ALL));
        cancel(ID);
        plugin.check(settings(Map.of()), context);

        assertThat(stub.server().calls().stream()
                        .filter(it -> it.path().startsWith("/v2"))
                        .toList())
                .hasSizeGreaterThan(8)
                .allSatisfy(it -> assertThat(problems(it, it.body())).isEmpty())
                .filteredOn(it -> !it.body().isEmpty())
                .allSatisfy(it -> {
                    assertThat(problems(it, it.body().replaceFirst("\\{", "{\"nobodyKnows\":1,")))
                            .isNotEmpty();
                    assertThat(problems(it, it.body().replaceAll("\"([A-Za-z0-9][^\"]*)\"([,}])", "7$2")))
                            .isNotEmpty();
                });
        var bad = new Call("GET", "/v2/cob/short", "", Map.of(), "");
        assertThat(problems(bad, "")).isNotEmpty();
    }

    private static List<String> problems(Call call, String body) {
        return OFFICIAL.orElseThrow().problems(call.method(), call.path().replaceFirst("/v2", ""), body);
    }

    private List<Call> calls(String end) {
        return stub.server().calls().stream()
                .filter(it -> it.path().endsWith(end))
                .toList();
    }

    private Map<?, ?> last(String end) {
        return new Yaml().load(calls(end).getLast().body());
    }

    private Authorization.Outcome asked() {
        return ((Inquiry.Authorized) acquirer.inquire(Mothers.inquiry(pix(), Identifiers.NONE))).outcome();
    }

    private Change.Outcome cancel(String payment) {
        return acquirer.cancel(Mothers.cancel(payment, Identifiers.NONE, ALL));
    }

    private static Authorization pix() {
        return Mothers.authorization(ID, new PaymentMethod.Pix("Pix"), ALL, Mothers.buyer());
    }

    private Settings settings(Map<String, String> other) {
        var values = new HashMap<>(BacenPixContractTest.settings(stub));
        values.putAll(other);
        return new Settings(plugin.descriptor().settings(), values);
    }

    private static AcquirerException assertBreakdown(Runnable call, Effect effect) {
        try {
            call.run();
        } catch (AcquirerException e) {
            assertThat(e.effect()).isEqualTo(effect);
            return e;
        }
        throw new AssertionError("it did not break down");
    }
}
