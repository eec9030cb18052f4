package dev.pontage.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Which test shows which point of VTEX's protocol. The table in {@code docs/protocol.md} is written from here by
 * {@code -Dpontage.docs=write}; a test that is renamed, or a table that is stale, fails.
 */
class ProtocolDocumentTest {
    private static final Path FOLDER = Checkout.ROOT.resolve("docs");
    private static final Path DOCUMENT = FOLDER.resolve("protocol.md");
    private static final String FLOWS =
            "HomologationTest.every_flow_and_every_point_succeeds_and_the_report_shows_no_card";

    /** One point and the tests that show it, by class and method. */
    private record Row(String point, String what, List<String> tests) {
        static Row of(String point, String what, String... tests) {
            return new Row(point, what, List.of(tests));
        }
    }

    private static final List<Row> CHECKLIST = List.of(
            Row.of(
                    "C1",
                    "manifest",
                    FLOWS,
                    "ProtocolStoryTest.the_manifest_says_what_merchants_fill_in_and_what_plugins_may_tell"),
            Row.of(
                    "C2",
                    "create answers",
                    FLOWS,
                    "CreatePaymentTest.an_approved_card_answers_every_key_that_the_protocol_requires"),
            Row.of(
                    "C3",
                    "repeats",
                    FLOWS,
                    "FirstPaymentIT.a_payment_is_answered_the_same_after_a_repeat_a_stop_and_a_kill"),
            Row.of(
                    "C4",
                    "callbacks",
                    FLOWS,
                    "CallbackTest.the_address_is_called_byte_for_byte_with_the_owners_keys_and_the_delays"),
            Row.of("C5", "changes", FLOWS, "ChangesTest.a_failed_refund_is_a_null_id_and_nothing"),
            Row.of(
                    "C6",
                    "what is not supported",
                    FLOWS,
                    "ChangesTest.what_a_person_must_do_is_said_so_but_never_of_a_settlement"),
            Row.of("C7", "messages", FLOWS, "ChangesTest.messages_are_answered_on_both_paths"),
            Row.of(
                    "C8",
                    "configuration flow",
                    FLOWS,
                    "ConfigurationStoryTest.a_merchant_with_an_invitation_gets_credentials_that_pay"),
            Row.of("C9", "who may call", FLOWS, "CallerTest.the_test_suites_header_is_no_way_around"),
            Row.of("C10", "Secure Proxy", FLOWS, "CreatePaymentTest.tokens_go_through_the_secure_proxy"),
            Row.of(
                    "C11",
                    "tolerance",
                    FLOWS,
                    "FuzzTest.nothing_that_arrives_makes_a_technical_error_but_those_of_the_protocol"),
            Row.of(
                    "C12",
                    "time",
                    FLOWS,
                    "DatabaseAwayTest.a_create_of_a_known_caller_is_undefined_and_nobody_is_charged"),
            Row.of(
                    "C13",
                    "nothing secret is shown or kept",
                    FLOWS,
                    "CardLeakTest.nothing_of_a_card_is_answered_or_logged",
                    "CallbackTest.a_signature_shows_its_ends_only"));

    private static final List<Row> POINTS = List.of(
            Row.of(
                    "1",
                    "all endpoints",
                    FLOWS,
                    "BadInputTest.no_damage_to_a_body_makes_a_technical_error",
                    "BadInputTest.what_only_looks_like_utf_8_is_refused",
                    "FuzzTest.an_odd_address_is_refused_in_the_protocols_shape_and_not_shown",
                    "CreatePaymentTest.staff_see_that_a_sandbox_payment_came_to_a_live_affiliation",
                    "CreatePaymentTest.in_production_a_real_payment_on_a_test_affiliation_is_denied",
                    "FlagsTest.a_refused_payment_is_kept_as_denied_and_no_acquirer_hears_of_it"),
            Row.of(
                    "2",
                    "connector and manifest",
                    "ProtocolStoryTest.the_manifest_says_what_merchants_fill_in_and_what_plugins_may_tell",
                    "ProtocolStoryTest.what_the_merchant_fills_in_in_vtex_wins",
                    "CreatePaymentTest.another_account_is_flagged_and_never_refused"),
            Row.of(
                    "3",
                    "async: pages, apps, terminals, banks",
                    "ProtocolStoryTest.a_shopper_comes_back_from_a_page_after_vtex_was_told",
                    "ProtocolStoryTest.a_terminal_is_chosen_charged_once_and_told_with_its_card",
                    "ProtocolStoryTest.a_bank_asks_the_holder_in_a_payment_app",
                    "InvoicePageTest.a_slip_is_shown_with_its_numbers_until_it_is_paid",
                    "ProtocolStoryTest.pse_needs_a_bank_and_lists_them"),
            Row.of(
                    "4",
                    "callbacks",
                    "RecoveryTest.two_hundred_thousand_callbacks_are_delivered_within_ten_minutes_at_no_more_than_500_a_second",
                    "RecoveryTest.two_nodes_share_the_500",
                    "CallbackTest.the_form_that_staff_set_wins_over_the_address",
                    "CallbackTest.an_answer_whose_body_never_ends_keeps_no_place_and_counts_by_its_status"),
            Row.of(
                    "5",
                    "webhooks of acquirers",
                    "ProtocolStoryTest.webhooks_that_come_twice_and_in_the_wrong_order_change_nothing_twice",
                    "WebhookTest.one_that_came_too_early_is_read_as_soon_as_a_call_of_its_affiliation_has_ended",
                    "WebhookTest.one_is_read_within_seconds_although_its_call_ended_on_another_node",
                    "WebhookTest.the_former_secret_holds_for_a_day_and_no_longer",
                    "WebhookTest.one_whose_payment_never_comes_is_listed_after_an_hour"),
            Row.of(
                    "6",
                    "policies",
                    "ProtocolStoryTest.seven_days_pass_and_a_slip_that_nobody_paid_is_over",
                    "DueDateTest.a_slip_is_due_at_the_end_of_a_business_day_where_the_merchant_is"),
            Row.of(
                    "7",
                    "Secure Proxy and direct cards",
                    "CreatePaymentTest.a_card_without_proxy_is_denied_where_direct_cards_are_off",
                    "DueDateTest.an_attestation_holds_for_twelve_months_and_warns_after_eleven",
                    "CustomTokensTest.vtex_makes_a_token_of_the_signature_and_its_proxy_gets_it",
                    "CustomTokensTest.a_card_that_comes_directly_is_signed_here",
                    "FormulaTest.operators_of_vtex"),
            Row.of(
                    "8",
                    "split, wallets, tokens, metadata",
                    "ProtocolStoryTest.a_split_that_does_not_add_up_is_refused_with_the_difference",
                    "ProtocolStoryTest.a_wallets_card_comes_with_a_cryptogram_and_without_a_code",
                    "ProtocolStoryTest.more_than_the_amount_can_be_settled_where_the_acquirer_allows_it",
                    "ProtocolStoryTest.a_card_is_remembered_and_pays_again_by_its_token"),
            Row.of(
                    "9",
                    "configuration flow",
                    "ConfigurationStoryTest.a_second_run_renews_the_same_affiliation_and_the_former_pair_goes_on_for_a_day",
                    "ConfigurationStoryTest.only_vtex_gets_the_browser_back"),
            Row.of(
                    "10",
                    "test-suite header",
                    FLOWS,
                    "CallerTest.an_affiliation_that_is_open_to_the_test_suite_takes_empty_credentials_from_it_alone"),
            Row.of("11", "the sandbox plays all of it", FLOWS, "SandboxTest.the_decision_survives_a_restart"),
            Row.of("12", "./pontage homologate", FLOWS));

    @Test
    void every_test_in_the_table_is_there() {
        assertThat(Stream.of(CHECKLIST, POINTS)
                        .flatMap(List::stream)
                        .flatMap(it -> it.tests().stream())
                        .distinct())
                .allSatisfy(ProtocolDocumentTest::exists);
    }

    @Test
    void the_document_says_what_the_tests_show() throws IOException {
        if ("write".equals(System.getProperty("pontage.docs"))) {
            Files.writeString(DOCUMENT, document());
        }
        assertThat(Checkout.text(DOCUMENT))
                .as("stale: run this test with -Dpontage.docs=write")
                .isEqualTo(document());
    }

    private static void exists(String test) {
        var dot = test.indexOf('.');
        var file = file(test.substring(0, dot));
        assertThat(Checkout.text(file)).contains("void " + test.substring(dot + 1) + "(");
    }

    private static Path file(String type) {
        return Checkout.files(type + ".java").stream()
                .filter(it -> it.endsWith(type + ".java"))
                .findFirst()
                .orElseThrow(() -> new UncheckedIOException(new IOException("there is no " + type + ".java")));
    }

    private static String document() {
        return """
                # VTEX's Payment Provider Protocol, and which test shows what

                This page is written by `ProtocolDocumentTest`. The first table is the protocol's checklist; `./pontage homologate`
                runs it, after VTEX's seven flows, against any service URL. The second is what Pontage promises beyond it.

                | Point | What | Shown by |
                |---|---|---|
                %s
                | Promise | What | Shown by |
                |---|---|---|
                %s""".formatted(table(CHECKLIST), table(POINTS));
    }

    private static String table(List<Row> rows) {
        return rows.stream()
                .map(it -> "| " + it.point() + " | " + it.what() + " | "
                        + it.tests().stream().map(ProtocolDocumentTest::link).collect(Collectors.joining("<br>"))
                        + " |\n")
                .collect(Collectors.joining());
    }

    private static String link(String test) {
        var dot = test.indexOf('.');
        var to = FOLDER.relativize(file(test.substring(0, dot)));
        return "[" + test.substring(dot + 1).replace('_', ' ') + "](" + to + ")";
    }
}
