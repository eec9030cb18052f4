package dev.pontage.app;

import dev.pontage.secret.MasterKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** The beans that every room shares and none of them owns. */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage(basePackages = "dev.pontage")
class Wiring {
    /** The database keeps microseconds; a clock that knows more would make a row differ from what was written. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Bean
    MasterKey masterKey(@Value("${pontage.master-key-file}") Path file) {
        return MasterKey.read(file);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusals() {
        return factory -> {
            factory.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new Refused()));
            factory.addEngineValves(new Crowded());
        };
    }

    /** A span for each filter of each request tells nobody anything, and costs as much as the filters. */
    @Bean
    SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * Tomcat refuses a header whose name is no token; to look at the names again at each reading costs more than reading.
     * Values are looked at as the firewall does, without its regular expression.
     */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(name -> true);
        firewall.setAllowedHeaderValues(Wiring::isVisible);
        return firewall;
    }

    private static boolean isVisible(String value) {
        var is = true;
        for (var i = 0; i < value.length() && is; ) {
            var it = value.codePointAt(i);
            is = Character.isDefined(it) && !Character.isISOControl(it);
            i += Character.charCount(it);
        }
        return is;
    }

    /** Open to everybody: the state of the process, and on the management port its details. */
    @Bean
    @Order(1)
    SecurityFilterChain open(HttpSecurity http) throws Exception {
        return http.securityMatchers(
                        it -> it.requestMatchers("/health").requestMatchers(EndpointRequest.toAnyEndpoint()))
                .authorizeHttpRequests(it -> it.anyRequest().permitAll())
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(it -> it.disable())
                .requestCache(it -> it.disable())
                .build();
    }
}
