package dev.pontage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Java sources in a folder, compiled as a plugin's author would, and their tests run. */
final class Compiled {
    private Compiled() {}

    static void compile(Path sources, Path classes) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var found = Files.walk(sources)) {
            var java = found.filter(it -> it.toString().endsWith(".java")).toList();
            Files.createDirectories(classes);
            var options = List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
            var done = compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                    .call();
            assertThat(done).as(said.toString()).isTrue();
        }
    }

    static TestExecutionSummary run(Path classes, String test) throws IOException, ClassNotFoundException {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            var summary = new SummaryGeneratingListener();
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClass(loader.loadClass(test)))
                                    .build(),
                            summary);
            return summary.getSummary();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    static List<String> failures(TestExecutionSummary summary) {
        var failures = new ArrayList<String>();
        summary.getFailures()
                .forEach(it -> failures.add(it.getTestIdentifier().getDisplayName() + ": " + it.getException()));
        return failures;
    }
}
