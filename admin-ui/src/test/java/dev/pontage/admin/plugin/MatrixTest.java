package dev.pontage.admin.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.admin.plugin.Matrix.Row;
import dev.pontage.plugin.ContractResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MatrixTest {
    @Test
    void versions_stand_side_by_side_and_a_reason_makes_no_row_of_its_own() {
        var found = new LinkedHashMap<String, Optional<ContractResult>>();
        found.put("2.0.0", Optional.of(result(List.of("a card is denied"), List.of("a slip is shown | no slips"))));
        found.put("1.0.0", Optional.of(result(List.of("a slip is shown"), List.of())));
        found.put("0.9.0", Optional.empty());

        var matrix = Matrix.of(found);

        assertThat(matrix.versions()).containsExactly("2.0.0", "1.0.0", "0.9.0");
        assertThat(matrix.rows())
                .containsExactly(
                        new Row("a card is denied", List.of("passed", "unknown", "unknown")),
                        new Row("a slip is shown", List.of("skipped", "passed", "unknown")));
    }

    private static ContractResult result(List<String> passed, List<String> skipped) {
        return new ContractResult(passed, skipped, List.of(), Optional.empty());
    }
}
