package dev.pontage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./pontage plugin new} hands out compiles and passes the contract as it is. */
class ArchetypeTest {
    private static final Path PROJECT = Path.of("..", "archetype", "project").toAbsolutePath();

    @TempDir
    Path work;

    @Test
    void a_new_project_passes_the_contract() throws Exception {
        var classes = work.resolve("classes");
        expand(work.resolve("src"), classes);
        Compiled.compile(work.resolve("src"), classes);

        var summary = Compiled.run(classes, "plugin.acme.AcmeContractTest");

        assertThat(Compiled.failures(summary)).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isGreaterThanOrEqualTo(100);
        assertThat(classes.resolve(ContractReport.PLACE))
                .content()
                .contains("plugin acme 1.0.0")
                .doesNotContain("\nfailed ");
    }

    private static void expand(Path sources, Path classes) throws IOException {
        try (var files = Files.walk(PROJECT)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = PROJECT.relativize(file).toString();
                var to = name.contains("resources/")
                        ? classes.resolve(name.substring(name.indexOf("resources/") + 10))
                        : sources.resolve(filled(name).replaceFirst("\\.in$", ""));
                Files.createDirectories(to.getParent());
                Files.writeString(to, filled(Files.readString(file)));
            }
        }
    }

    private static String filled(String text) {
        return text.replace("@Name@", "Acme")
                .replace("@package@", "acme")
                .replace("@id@", "acme")
                .replace("@pontage@", "1");
    }
}
