package dev.pontage.admin.staff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Argon2id, at least twelve characters, and none of the common ones. */
@Component
class Passwords {
    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;

    private final Argon2PasswordEncoder encoder;
    private final Set<String> common = read();
    // Compared with when there is no such person, so that the answer takes as long.
    private final String nobody;

    Passwords(HashCost cost) {
        this.encoder = cost.encoder();
        this.nobody = encoder.encode("nobody has this password");
    }

    /** The key of the message that says why it cannot be taken. */
    Optional<String> problem(String password, String email) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            return Optional.of("password.short");
        }
        var plain = password.toLowerCase(Locale.ROOT);
        var account = email.toLowerCase(Locale.ROOT).split("@", 2)[0];
        var obvious = common.stream().anyMatch(it -> plain.equals(it) || plain.equals(it + it))
                || plain.chars().distinct().count() < 5
                || (account.length() > 3 && plain.contains(account));
        return obvious ? Optional.of("password.common") : Optional.empty();
    }

    String hash(String password) {
        return encoder.encode(password);
    }

    boolean matches(String password, Optional<String> hash) {
        return encoder.matches(cut(password), hash.orElse(nobody)) && hash.isPresent();
    }

    private static String cut(String password) {
        return password.length() > LONGEST ? "" : password;
    }

    private static Set<String> read() {
        try {
            return new ClassPathResource("dev/pontage/admin/staff/common-passwords.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(it -> !it.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
