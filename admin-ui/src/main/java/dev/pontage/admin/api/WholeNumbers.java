package dev.pontage.admin.api;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.DeserializationFeature;

/** Half a second of a delay is refused: cut off, it would be another delay than the caller believes. */
@Configuration(proxyBeanMethods = false)
class WholeNumbers {

    @Bean
    JsonMapperBuilderCustomizer wholeNumbersOnly() {
        return json -> json.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    }
}
