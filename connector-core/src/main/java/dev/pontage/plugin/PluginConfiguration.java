package dev.pontage.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Which folders are watched, and how often. */
@Configuration(proxyBeanMethods = false)
class PluginConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(PluginConfiguration.class);

    /** A jar is promised to be noticed within 5 s, and it takes two looks. */
    private static final long LOOK_EVERY_MILLIS = 1_000;

    @Bean(destroyMethod = "close")
    PluginFolder plugins(
            @Value("${pontage.bundled-plugins:}") String bundled,
            @Value("${pontage.plugins:}") String folder,
            Environment environment)
            throws IOException {
        List<Path> folders = new ArrayList<>();
        if (!bundled.isBlank()) {
            folders.add(Path.of(bundled).toAbsolutePath());
        }
        if (!folder.isBlank()) {
            folders.add(made(Path.of(folder).toAbsolutePath()));
        }
        var plugins = new PluginFolder(
                folders,
                new JarLoader(
                        Files.createTempDirectory("pontage-plugins-"), environment.matchesProfiles("production")));
        plugins.takeAll();
        return plugins;
    }

    @Bean
    PluginWatch pluginWatch(PluginFolder plugins) {
        return new PluginWatch(plugins);
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            LOG.warn("the plugin folder {} cannot be made: no plugin can be added while this runs", folder);
            return folder;
        }
    }

    /** Looks at the folders again and again. */
    static final class PluginWatch implements DisposableBean {
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("plugin-folder").factory());

        PluginWatch(PluginFolder plugins) {
            var unused = clock.scheduleWithFixedDelay(
                    () -> look(plugins), LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }

        private static void look(PluginFolder plugins) {
            try {
                plugins.scan();
            } catch (RuntimeException e) {
                LOG.warn("a look at the plugin folders failed", e);
            }
        }

        @Override
        public void destroy() {
            clock.shutdownNow();
        }
    }
}
