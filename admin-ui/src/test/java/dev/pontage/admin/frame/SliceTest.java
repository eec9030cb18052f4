package dev.pontage.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SliceTest {
    private static final List<String> ALL =
            IntStream.range(0, 120).mapToObj("m%03d"::formatted).toList();

    private static Slice<String> at(String cursor) {
        return Slice.of(ALL, Function.identity(), cursor);
    }

    @Test
    void the_way_forward_sees_each_once() {
        var seen = new ArrayList<String>();
        var slice = at("");
        seen.addAll(slice.items());
        while (slice.next().isPresent()) {
            slice = at(slice.next().get());
            seen.addAll(slice.items());
        }
        assertThat(seen).isEqualTo(ALL);
    }

    @Test
    void the_way_back_leads_to_the_same_parts() {
        var first = at("");
        var second = at(first.next().orElseThrow());
        assertThat(at(second.previous().orElseThrow()).items()).isEqualTo(first.items());
        assertThat(first.previous()).isEmpty();
    }

    @Test
    void an_empty_list_has_nowhere_to_go() {
        var slice = Slice.of(List.<String>of(), Function.identity(), "x");
        assertThat(slice.items()).isEmpty();
        assertThat(slice.next()).isEmpty();
        assertThat(slice.previous()).isEmpty();
    }
}
