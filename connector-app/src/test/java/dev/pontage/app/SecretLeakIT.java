package dev.pontage.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Card and token of a real payment are nowhere: not on the terminal, not in the admin API, not in a byte of the home. */
@Timeout(900)
class SecretLeakIT {
    private static final String NUMBER = "5555666677778884";
    private static final String HOLDER = "Zoraide Quixabeira";
    private static final String CODE = "95173";
    private static final String ID = "PAY-LEAK-CHECK-1";

    private final RunningPontage pontage = RunningPontage.shared();

    @Test
    void nothing_of_a_card_stays_behind_a_payment() throws Exception {
        var answer = pontage.pay(PAYMENT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("approved");
        var found = pontage.ask("/api/v1/payments/" + ID).body();
        assertThat(found).contains(ID);
        assertThat(Stream.of(answer.body(), found, String.join("\n", pontage.said())))
                .noneMatch(it -> it.contains(NUMBER) || it.contains(HOLDER) || it.contains(CODE));
        assertThat(filesWith(ID)).as("the search sees what is stored").isNotEmpty();
        for (var secret : List.of(NUMBER, HOLDER, base64(NUMBER), base64(HOLDER))) {
            assertThat(filesWith(secret)).as(secret).isEmpty();
        }
    }

    @Test
    void a_token_is_kept_in_the_demo_s_own_file_alone() throws Exception {
        var token = pontage.printed("app token");

        assertThat(filesWith(token)).containsExactly(pontage.home().resolve("demo"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** Data files, their logs and everything else, byte by byte: a dump would pass over what was deleted. */
    private List<Path> filesWith(String text) {
        try (var files = Files.walk(pontage.home())) {
            return files.filter(Files::isRegularFile)
                    .filter(it -> !it.startsWith(pontage.home().resolve("database/binaries")))
                    .filter(it -> contains(it, text))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException gone) {
            return false;
        }
    }

    private static final String PAYMENT = """
            {"paymentId":"%s","transactionId":"TX-LEAK","reference":"1001","orderId":"1001-01","merchantName":"demo",
             "paymentMethod":"Mastercard","value":25.9,"currency":"BRL","installments":1,
             "callbackUrl":"http://localhost:1/callback","returnUrl":"http://localhost:1/return",
             "card":{"number":"%s","holder":"%s","csc":"%s","expiration":{"month":"12","year":"2032"}},
             "miniCart":{"buyer":{},"items":[]}}""".formatted(ID, NUMBER, HOLDER, CODE);
}
