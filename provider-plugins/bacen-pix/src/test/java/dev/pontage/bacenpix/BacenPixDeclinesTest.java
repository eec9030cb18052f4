package dev.pontage.bacenpix;

import dev.pontage.spi.Transport.Json;
import dev.pontage.testkit.Advice;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BacenPixDeclinesTest {

    @Test
    void staff_are_advised_in_three_languages_about_every_decline() {
        var refused = new BacenPixApi.Reply(400, Json.read("{\"type\":\"x/CobOperacaoInvalida\"}"));
        Advice.isGiven(Stream.of(
                BacenPixDeclines.notMade(refused),
                BacenPixDeclines.over("REMOVIDA_PELO_PSP"),
                BacenPixDeclines.notGivenBack(refused),
                BacenPixDeclines.notGivenBack("NAO_REALIZADO", "no balance"),
                BacenPixDeclines.notOffered("USD")));
    }
}
