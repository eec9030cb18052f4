package dev.pontage.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.spi.payment.Money;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SandboxBrCodeTest {
    private final String code = SandboxBrCode.of(new Money(3_190, "BRL", 2), "9F8E7D6C5B4A39281706F5E4D3C2B1A0");

    @Test
    void the_checksum_is_the_one_that_banks_compute() {
        assertThat(SandboxBrCode.checksum("123456789")).isEqualTo(0x29b1);
        assertThat(code).endsWith("%04X".formatted(SandboxBrCode.checksum(code.substring(0, code.length() - 4))));
    }

    @Test
    void every_field_has_its_length() {
        var fields = fields(code);

        assertThat(fields)
                .containsEntry("00", "01")
                .containsEntry("53", "986")
                .containsEntry("54", "31.90")
                .containsEntry("58", "BR");
        assertThat(fields(fields.getOrDefault("26", ""))).containsEntry("00", "br.gov.bcb.pix");
        assertThat(fields(fields.getOrDefault("62", ""))).containsEntry("05", "9F8E7D6C5B4A39281706F5E4D");
        assertThat(fields.keySet()).last().isEqualTo("63");
    }

    private static Map<String, String> fields(String text) {
        var fields = new LinkedHashMap<String, String>();
        for (var at = 0; at < text.length(); ) {
            var end = at + 4 + Integer.parseInt(text.substring(at + 2, at + 4));
            fields.put(text.substring(at, at + 2), text.substring(at + 4, end));
            at = end;
        }
        return fields;
    }
}
