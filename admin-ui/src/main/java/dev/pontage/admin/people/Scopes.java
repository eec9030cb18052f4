package dev.pontage.admin.people;

import dev.pontage.admin.staff.Member;
import dev.pontage.affiliation.Tenant;
import dev.pontage.affiliation.Tenants;
import dev.pontage.error.Rejection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads for which merchants somebody is to work. */
@Component
public class Scopes {
    /** As many as a member's row holds. */
    private static final int MOST = 100;

    private final Tenants tenants;

    Scopes(Tenants tenants) {
        this.tenants = tenants;
    }

    /** All merchants, or those named. */
    public record Scope(boolean everyTenant, Set<UUID> tenants, String words) {}

    /** From a form: names parted by commas or blanks, nothing for all. */
    public Scope typed(String words) {
        return of(
                "tenant",
                Stream.of(words.split("[,;\\s]+")).filter(it -> !it.isEmpty()).toList());
    }

    /** As it would be typed; nothing for all. */
    String words(Member member) {
        return tenants.list().stream()
                .filter(it -> member.tenants().contains(it.id()))
                .map(Tenant::slug)
                .collect(Collectors.joining(", "));
    }

    /** Of these names, none for all; the refusal says which of them there is not. */
    public Scope of(String field, List<String> slugs) {
        var names = slugs.stream().distinct().sorted().toList();
        if (names.isEmpty()) {
            return new Scope(true, Set.of(), "all merchants");
        }
        if (names.size() > MOST) {
            throw Rejection.invalid(field, "merchants.most");
        }
        var unknown = names.stream().filter(it -> tenants.find(it).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            throw Rejection.invalid(List.of(
                    new Rejection.Problem(field, String.join(", ", unknown) + ":"),
                    new Rejection.Problem(field, "merchant.unknown")));
        }
        var ids = names.stream()
                .flatMap(it -> tenants.find(it).stream())
                .map(Tenant::id)
                .collect(Collectors.toUnmodifiableSet());
        return new Scope(false, ids, String.join(", ", names));
    }
}
