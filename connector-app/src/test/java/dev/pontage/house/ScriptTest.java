package dev.pontage.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The script as another script meets it, as far as nothing need be built or started. */
class ScriptTest {
    /** What came back; what was said stands where it was said. */
    private record Ended(int code, String out, String error) {}

    @Test
    void homologate_without_its_address_is_wrong_use_and_says_how() throws IOException, InterruptedException {
        var ended = pontage("homologate");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.error()).contains("./pontage homologate <service URL>");
    }

    @Test
    void help_that_was_asked_for_is_no_failure() throws IOException, InterruptedException {
        var ended = pontage("homologate", "--help");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("./pontage homologate <service URL>");
    }

    @Test
    void an_unknown_command_is_wrong_use() throws IOException, InterruptedException {
        assertThat(pontage("homologise").code()).isEqualTo(2);
    }

    private static Ended pontage(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Checkout.ROOT.resolve("pontage").toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        var error = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), out, error);
    }
}
