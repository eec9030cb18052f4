package dev.pontage.remote;

import dev.pontage.transport.EgressGuard;
import dev.pontage.transport.HttpTransport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one guard for everything that leaves, and the road for acquirers. */
@Configuration(proxyBeanMethods = false)
class RemoteConfiguration {

    @Bean
    EgressGuard egressGuard(@Value("${pontage.allow-private-network:false}") boolean allowPrivate) {
        return new EgressGuard(allowPrivate);
    }

    @Bean
    HttpTransport httpTransport(EgressGuard guard) {
        return new HttpTransport(guard);
    }
}
