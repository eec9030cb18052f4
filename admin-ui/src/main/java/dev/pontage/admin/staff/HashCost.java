package dev.pontage.admin.staff;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * What one guess of a password costs.
 *
 * @param kibibytes of memory
 * @param passes over it
 */
public record HashCost(int kibibytes, int passes) {
    private static final int SALT = 16;
    private static final int HASH = 32;

    /** As Spring Security advises. */
    static final HashCost USUAL = new HashCost(1 << 14, 2);

    Argon2PasswordEncoder encoder() {
        return new Argon2PasswordEncoder(SALT, HASH, 1, kibibytes, passes);
    }

    @Configuration(proxyBeanMethods = false)
    static class Usual {
        @Bean
        HashCost hashCost() {
            return USUAL;
        }
    }
}
