package dev.pontage.admin.connect;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Open to whom VTEX sends; the page itself asks for a session of staff or an invitation, and may lead back to VTEX. */
@Configuration(proxyBeanMethods = false)
class ConnectSecurity {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    @Bean
    @Order(19)
    SecurityFilterChain connectChain(
            HttpSecurity http,
            @Value(
                            "${pontage.vtex-hosts:vtexpayments.com.br,vtexpayments.com,vtexcommercestable.com.br,myvtex.com,vtex.com,vtex.com.br}")
                    String hosts,
            @Value("${pontage.allow-private-network:false}") boolean privateNetwork)
            throws Exception {
        // a browser holds the redirect after a form to form-action, too
        var vtex = Arrays.stream(hosts.split(",", -1))
                .map(String::strip)
                .map(it -> " https://" + it + " https://*." + it)
                .collect(Collectors.joining());
        var policy = POLICY + vtex + (privateNetwork ? " http://localhost:* http://127.0.0.1:*" : "");
        return http.securityMatcher("/admin/connect/**")
                .authorizeHttpRequests(it -> it.anyRequest().permitAll())
                .headers(it -> it.contentSecurityPolicy(csp -> csp.policyDirectives(policy)))
                .build();
    }
}
