package dev.pontage.house;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What ArchUnit cannot see: sources, tests and plugins, which are not on the application's class path, and poms. */
class SourceRulesTest {
    private static final int ALARM = 400;

    /** Over the alarm and to be divided. Names leave this list; none is added. */
    private static final Set<String> TOO_LONG = Set.of();

    private static final Pattern MOCKS =
            Pattern.compile("org\\.(mockito|easymock|powermock|jmock)|\\bMockito(Spy)?Bean\\b");

    private static final Pattern BAD_NAME =
            Pattern.compile("(Abstract|Base|Default)[A-Z]\\w*|\\w+(Impl|Utils?|Helper|Manager|D[Tt][Oo]|Service)");

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+)");

    private static final Pattern VERSION = Pattern.compile("<version>([^<]*)</version>");

    private final List<Path> sources = Checkout.files(".java");

    @Test
    void there_are_sources_to_look_at() {
        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(inPlugins()).isNotEmpty();
    }

    @Test
    void every_package_says_what_it_is_and_is_null_marked() {
        var packages = sources.stream().map(Path::getParent).collect(toCollection(TreeSet::new));
        // a test package is described where the code is
        var described = packages.stream()
                .filter(it -> Files.exists(it.resolve("package-info.java")))
                .filter(it -> Checkout.text(it.resolve("package-info.java")).contains("@NullMarked"))
                .map(SourceRulesTest::packageName)
                .toList();
        assertThat(packages).extracting(SourceRulesTest::packageName).isSubsetOf(described);
    }

    @Test
    void no_file_is_longer_than_the_alarm() {
        assertThat(sources.stream()
                        .filter(it -> Checkout.text(it).lines().count() > ALARM)
                        .map(SourceRulesTest::simpleName))
                .isSubsetOf(TOO_LONG);
    }

    @Test
    void no_name_is_a_filler_word_in_tests_and_plugins_either() {
        assertThat(sources)
                .filteredOn(it -> BAD_NAME.matcher(simpleName(it)).matches())
                .extracting(Checkout::name)
                .isEmpty();
    }

    @Test
    void fakes_are_written_by_hand() {
        assertThat(others())
                .filteredOn(it -> MOCKS.matcher(Checkout.text(it)).find())
                .extracting(Checkout::name)
                .isEmpty();
    }

    @Test
    void tests_and_plugins_do_not_sleep() {
        assertThat(others())
                .filteredOn(it -> Checkout.text(it).contains("Thread." + "sleep("))
                .extracting(Checkout::name)
                .isEmpty();
    }

    @Test
    void a_plugin_is_made_of_the_spi_and_the_jdk() {
        assertThat(inPlugins())
                .allSatisfy(file -> assertThat(imports(file))
                        .allMatch(it -> it.startsWith("java.")
                                || it.startsWith("javax.crypto.")
                                || it.startsWith("org.jspecify.")
                                || it.startsWith("dev.pontage.spi.")
                                || it.startsWith("dev.pontage." + plugin(file) + ".")));
    }

    @Test
    void every_public_type_of_the_spi_is_explained() {
        assertThat(sources)
                .filteredOn(it -> Checkout.name(it).startsWith("provider-plugins/spi/src/main/java"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Checkout.text(file)).contains("/**"));
    }

    @Test
    void every_version_stands_in_the_parent() {
        var modules = Checkout.files("pom.xml").stream()
                .filter(not(Checkout.ROOT.resolve("pom.xml")::equals))
                .filter(it -> !Checkout.name(it).contains("archetype"))
                .toList();
        assertThat(modules).hasSizeGreaterThanOrEqualTo(9).allSatisfy(pom -> {
            var versions = VERSION.matcher(Checkout.text(pom))
                    .results()
                    .map(it -> it.group(1))
                    .filter(not("${project.version}"::equals))
                    .toList();
            assertThat(versions).as(Checkout.name(pom)).hasSize(1);
        });
    }

    /** Two with one version stop every start; they meet where work was done side by side. */
    @Test
    void each_migration_has_a_version_of_its_own() {
        assertThat(Checkout.files(".sql").stream()
                        .map(it -> it.getFileName().toString())
                        .filter(it -> it.startsWith("V")))
                .hasSizeGreaterThan(10)
                .extracting(it -> it.substring(0, it.indexOf("__")))
                .doesNotHaveDuplicates();
    }

    private Stream<Path> mainOfPlugins() {
        return sources.stream()
                .filter(it -> Checkout.name(it).startsWith("provider-plugins/"))
                .filter(it -> Checkout.name(it).contains("/src/main/java/"))
                .filter(it ->
                        !List.of("spi", "transport", "testkit", "archetype").contains(plugin(it)));
    }

    private List<Path> inPlugins() {
        return mainOfPlugins().toList();
    }

    /** All but this file, which names what it forbids. */
    private List<Path> others() {
        return sources.stream()
                .filter(it -> !it.endsWith("SourceRulesTest.java"))
                .toList();
    }

    private static String plugin(Path file) {
        return Checkout.ROOT.relativize(file).getName(1).toString().replace("-", "");
    }

    private static List<String> imports(Path file) {
        return IMPORT.matcher(Checkout.text(file))
                .results()
                .map(it -> it.group(1))
                .toList();
    }

    private static String simpleName(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String packageName(Path folder) {
        return Checkout.name(folder).replaceFirst(".*/java/", "").replace('/', '.');
    }
}
