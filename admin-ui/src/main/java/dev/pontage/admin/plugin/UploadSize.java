package dev.pontage.admin.plugin;

import jakarta.servlet.MultipartConfigElement;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** The usual megabyte is too little for a jar with its libraries. */
@Configuration(proxyBeanMethods = false)
class UploadSize {
    private static final DataSize JAR = DataSize.ofMegabytes(64);
    private static final DataSize FORM = DataSize.ofMegabytes(65);

    @Bean
    MultipartConfigElement multipart() {
        return new MultipartConfigElement("", JAR.toBytes(), FORM.toBytes(), 0);
    }
}
