package dev.pontage.sandbox;

import dev.pontage.spi.payment.Money;
import java.nio.charset.StandardCharsets;

/** A Pix code as banks read it: fields with their lengths and a checksum at the end. No bank knows its key. */
final class SandboxBrCode {
    private static final String REAIS = "986";
    private static final int LONGEST_TXID = 25;

    private SandboxBrCode() {}

    static String of(Money amount, String txid) {
        var account = field("00", "br.gov.bcb.pix") + field("01", "sandbox@pontage.example");
        var code = field("00", "01")
                + field("26", account)
                + field("52", "0000")
                + field("53", REAIS)
                + field("54", amount.plain())
                + field("58", "BR")
                + field("59", "PONTAGE SANDBOX")
                + field("60", "SAO PAULO")
                + field("62", field("05", txid.substring(0, Math.min(LONGEST_TXID, txid.length()))))
                + "6304";
        return code + "%04X".formatted(checksum(code));
    }

    private static String field(String id, String value) {
        return id + "%02d".formatted(value.length()) + value;
    }

    /** CRC-16 of the CCITT, from all ones. */
    static int checksum(String code) {
        var sum = 0xffff;
        for (var it : code.getBytes(StandardCharsets.US_ASCII)) {
            sum ^= (it & 0xff) << 8;
            for (var bit = 0; bit < 8; bit++) {
                sum = ((sum & 0x8000) == 0 ? sum << 1 : sum << 1 ^ 0x1021) & 0xffff;
            }
        }
        return sum;
    }
}
