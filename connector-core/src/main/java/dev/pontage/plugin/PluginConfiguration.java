package dev.pontage.plugin;

import dev.pontage.secret.TokenHash;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.work.Chore;
import dev.pontage.work.Chores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Which folders are watched, and how often. */
@Configuration(proxyBeanMethods = false)
class PluginConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(PluginConfiguration.class);

    /**
     * A jar is taken when it looked the same twice, and a swap is to be over within a second. A copy that stalls for longer
     * than this is refused as damaged, leaves the old version at work, and is taken when it is whole.
     */
    private static final Duration LOOK_EVERY = Duration.ofMillis(350);

    private static final Duration SHARE_EVERY = Duration.ofSeconds(1);

    /** What all nodes have in common; a process without a plugin folder, as in tests, keeps to itself. */
    @Bean
    @DependsOnDatabaseInitialization
    Shared pluginCommons(
            @Value("${pontage.home:}") String home,
            @Value("${pontage.plugins:}") String folder,
            @Qualifier("backgroundJdbc") TenantJdbc jdbc,
            TokenHash seals,
            Clock clock)
            throws IOException {
        if (folder.isBlank()) {
            return new Shared(Optional.empty());
        }
        var fetched = home.isBlank()
                ? Files.createTempDirectory("pontage-shared-")
                : Path.of(home).toAbsolutePath().resolve("plugins-shared");
        var jars = new SharedJars(new JarShelf(jdbc, seals, clock), fetched);
        return new Shared(Optional.of(new Commons(jars, new Quarantines(jdbc, jars.node(), clock))));
    }

    @Bean(destroyMethod = "close")
    PluginFolder plugins(
            @Value("${pontage.bundled-plugins:}") String bundled,
            @Value("${pontage.plugins:}") String folder,
            Shared shared,
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
                new JarLoader(Files.createTempDirectory("pontage-plugins-"), environment.matchesProfiles("production")),
                shared.commons());
        plugins.takeAll();
        return plugins;
    }

    @Bean
    Chores lookingForPlugins(PluginFolder plugins, @Value("${pontage.plugins:}") String folder) {
        var own = Path.of(folder).toAbsolutePath();
        return () -> List.of(
                new Chore.OfEveryNode("look at the plugin folders", LOOK_EVERY, plugins::scan),
                new Chore.OfEveryNode("share plugins with other nodes", SHARE_EVERY, () -> plugins.share(own)));
    }

    record Shared(Optional<Commons> commons) {}

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            LOG.warn("the plugin folder {} cannot be made: no plugin can be added while this runs", folder);
            return folder;
        }
    }
}
