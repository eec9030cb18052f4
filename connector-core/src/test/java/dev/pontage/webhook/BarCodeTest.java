package dev.pontage.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.NotFoundException;
import com.google.zxing.common.BitArray;
import com.google.zxing.oned.ITFReader;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BarCodeTest {
    private static final String SLIP = "23793783000000199000504041990313165700810920";

    @Test
    void a_scanner_reads_the_digits_of_the_slip() throws Exception {
        assertThat(scanned(BarCode.of(SLIP))).isEqualTo(SLIP);
    }

    @Test
    void what_cannot_be_bars_is_not_drawn() {
        assertThat(BarCode.of("")).isEmpty();
        assertThat(BarCode.of("123")).isEmpty();
        assertThat(BarCode.of("12\"><script>")).isEmpty();
    }

    private static String scanned(String drawing) throws NotFoundException, com.google.zxing.FormatException {
        var row = new BitArray(600);
        var bars = Pattern.compile("M(\\d+) 0h1v").matcher(drawing);
        while (bars.find()) {
            row.set(40 + Integer.parseInt(bars.group(1)));
        }
        return new ITFReader().decodeRow(0, row, Map.of()).getText();
    }
}
