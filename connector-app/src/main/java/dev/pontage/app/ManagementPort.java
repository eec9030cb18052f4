package dev.pontage.app;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * The port of the details, where nobody asked for one: looked at once more when it is about to be opened, since two
 * that start at once both found it free before. No component: only the management server's context takes it in.
 */
class ManagementPort {

    @Bean
    Usual usualOrAny(
            @Value("${management.server.address:127.0.0.1}") String address,
            @Value("${pontage.usual-management-port:0}") int usual) {
        return new Usual(address, usual);
    }

    /** After everybody else who sets the port. */
    record Usual(String address, int usual)
            implements WebServerFactoryCustomizer<ConfigurableWebServerFactory>, Ordered {
        @Override
        public void customize(ConfigurableWebServerFactory factory) {
            if (usual != 0) {
                factory.setPort(Ports.orAny(address, usual));
            }
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }
    }
}
