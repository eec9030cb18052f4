package dev.pontage.admin.api;

import dev.pontage.admin.frame.Slice;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** A list as an array; where there is more, the header {@code Link} names the next page (RFC 8288). */
final class Paged {
    private static final int LARGEST = 1_000;

    private Paged() {}

    /** Without a limit all of them come at once, as far as that is sensible. */
    static int size(Optional<Integer> limit) {
        return Math.clamp(limit.orElse(LARGEST), 1, LARGEST);
    }

    static <T, V> ResponseEntity<List<V>> of(
            List<T> sorted,
            Function<T, String> name,
            Optional<Integer> limit,
            Optional<String> cursor,
            Function<T, V> view) {
        var slice = Slice.of(sorted, name, cursor.orElse(""), size(limit));
        return of(slice.items().stream().map(view).toList(), slice.next());
    }

    static <V> ResponseEntity<List<V>> of(List<V> items, Optional<String> next) {
        var answer = ResponseEntity.ok();
        next.ifPresent(it -> answer.header(HttpHeaders.LINK, "<" + following(it) + ">; rel=\"next\""));
        return answer.body(items);
    }

    private static String following(String cursor) {
        return ServletUriComponentsBuilder.fromCurrentRequest()
                .replaceQueryParam("cursor", "{cursor}")
                .build(false)
                .expand(cursor)
                .encode()
                .toUriString();
    }
}
