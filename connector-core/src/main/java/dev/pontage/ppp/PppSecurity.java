package dev.pontage.ppp;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * The chain of VTEX's gateway: no session, no cookie, no page; the caller's filter decides. It is put together by hand: what
 * Spring Security adds for people costs a payment more than reading it does.
 */
@Configuration(proxyBeanMethods = false)
class PppSecurity {

    @Bean
    @Order(10)
    SecurityFilterChain pppChain(Directory directory, Environment environment) {
        var production = environment.acceptsProfiles(Profiles.of("production"));
        return new DefaultSecurityFilterChain(
                PathPatternRequestMatcher.withDefaults().matcher("/ppp/**"),
                new HeaderWriterFilter(List.of(new XContentTypeOptionsHeaderWriter(), new CacheControlHeadersWriter())),
                new CallerFilter(directory, production));
    }
}
