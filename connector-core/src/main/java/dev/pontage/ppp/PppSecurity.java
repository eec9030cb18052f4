package dev.pontage.ppp;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** The chain of VTEX's gateway: no session, no cookie, no page; the caller's filter decides. */
@Configuration(proxyBeanMethods = false)
class PppSecurity {

    @Bean
    @Order(10)
    SecurityFilterChain pppChain(HttpSecurity http, Directory directory, Environment environment) throws Exception {
        var production = environment.acceptsProfiles(Profiles.of("production"));
        return http.securityMatcher("/ppp/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(new CallerFilter(directory, production), AuthorizationFilter.class)
                .authorizeHttpRequests(it -> it.anyRequest().permitAll())
                .build();
    }
}
