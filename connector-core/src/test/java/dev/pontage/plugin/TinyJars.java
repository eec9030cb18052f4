package dev.pontage.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;

/** Real plugin jars, compiled from a few lines. */
final class TinyJars {
    private static final String PLUGIN = """
            package tiny;
            import dev.pontage.spi.*;
            import dev.pontage.spi.payment.*;
            import dev.pontage.spi.settings.*;
            import java.util.*;
            public class Tiny implements AcquirerPlugin {
                public PluginDescriptor descriptor() {
                    return new PluginDescriptor("%s", %s, "%s", List.of(PluginDescriptor.Method.card("Visa")),
                        Set.of(), SettingsSchema.of(), Set.of(), PluginDescriptor.Timing.USUAL);
                }
                public Acquirer open(Settings settings, AcquirerContext context) {
                    return authorization -> { %s };
                }
            }
            """;

    private final Path work;
    private String id = "tiny";
    private String version = "1.0.0";
    private String body = "return Authorization.Pending.waiting();";
    private String services = "tiny.Tiny\n";
    private String spi = "1";
    private String name = "\"Tiny\"";
    private String classPath = "";

    private Report report = Report.NONE;

    /** What the jar says its contract tests found. */
    enum Report {
        NONE,
        GREEN,
        RED,
        CUT,
        OF_OTHER_CLASSES
    }

    TinyJars(Path work) {
        this.work = work;
    }

    TinyJars id(String other) {
        id = other;
        return this;
    }

    TinyJars version(String other) {
        version = other;
        return this;
    }

    TinyJars body(String other) {
        body = other;
        return this;
    }

    TinyJars services(String other) {
        services = other;
        return this;
    }

    TinyJars spi(String other) {
        spi = other;
        return this;
    }

    /** The name as Java writes it. */
    TinyJars named(String other) {
        name = other;
        return this;
    }

    TinyJars classPath(String other) {
        classPath = other;
        return this;
    }

    TinyJars report(Report other) {
        report = other;
        return this;
    }

    Path write(Path jar) {
        try {
            var classes = Files.createTempDirectory(work, "classes");
            var source = classes.resolve("Tiny.java");
            Files.writeString(source, PLUGIN.formatted(id, name, version, body));
            compile(classes, source);
            pack(classes, jar);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compile(Path classes, Path source) {
        var spi = dev.pontage.spi.AcquirerPlugin.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        var arguments = List.of(
                "-proc:none",
                "-nowarn",
                "-d",
                classes.toString(),
                "-cp",
                Path.of(spi.getPath()).toString());
        var all = new java.util.ArrayList<>(arguments);
        all.add(source.toString());
        var code = ToolProvider.getSystemJavaCompiler().run(null, null, null, all.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException("the tiny plugin does not compile");
        }
    }

    private void pack(Path classes, Path jar) throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Pontage-Plugin-Id", id);
        attributes.putValue("Pontage-Plugin-Version", version);
        attributes.putValue("Pontage-Spi-Version", spi);
        if (!classPath.isEmpty()) {
            attributes.put(Attributes.Name.CLASS_PATH, classPath);
        }
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var files = Files.walk(classes)) {
            out.putNextEntry(new JarEntry("META-INF/services/dev.pontage.spi.AcquirerPlugin"));
            out.write(services.getBytes(StandardCharsets.UTF_8));
            for (var file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
            }
            if (report != Report.NONE) {
                out.putNextEntry(new JarEntry("META-INF/pontage/contract-report.txt"));
                out.write(report(classes).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private String report(Path classes) throws IOException {
        var lines =
                new java.util.ArrayList<>(List.of("pontage-contract 1", "plugin " + id + " " + version, "checks 100"));
        for (var i = 1; i < (report == Report.CUT ? 90 : 100); i++) {
            lines.add("passed check " + i);
        }
        lines.add(report == Report.RED ? "failed a card is not denied" : "passed check 100");
        try (var files = Files.walk(classes)) {
            for (var file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
                var bytes = report == Report.OF_OTHER_CLASSES ? new byte[1] : Files.readAllBytes(file);
                lines.add("class " + ContractReader.sha256(bytes) + " " + classes.relativize(file));
            }
        }
        return String.join("\n", lines);
    }
}
