package dev.pontage.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pontage.error.Rejection;
import dev.pontage.secret.TokenHash;
import dev.pontage.tenant.TenantJdbc;
import dev.pontage.world.SettableClock;
import dev.pontage.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;

/** Two nodes with a folder each and one database between them. */
@SpringBootTest(
        classes = World.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {World.WITHOUT_WORKER, "spring.main.lazy-initialization=true"})
class SharedJarsTest {
    @TempDir
    Path work;

    @Autowired
    @Qualifier("backgroundJdbc")
    private TenantJdbc jdbc;

    @Autowired
    private TokenHash seals;

    private Node one;
    private Node two;

    /** A node as it starts, with the folder of its home. */
    private final class Node {
        private final Path folder;
        private final PluginFolder plugins;

        Node(String name) throws IOException {
            folder = Files.createDirectories(work.resolve(name).resolve("plugins"));
            var copies = Files.createDirectories(work.resolve(name).resolve("copies"));
            var shelf = new JarShelf(jdbc, seals, new SettableClock());
            var jars = new SharedJars(shelf, work.resolve(name).resolve("shared"));
            var commons = new Commons(jars, new Quarantines(jdbc, jars.node(), new SettableClock()));
            plugins = new PluginFolder(List.of(folder), new JarLoader(copies), Optional.of(commons));
            plugins.takeAll();
        }

        /** As its clock does, until nothing changes any more. */
        void looks() {
            for (var i = 0; i < 3; i++) {
                plugins.scan();
                plugins.share(folder);
            }
            plugins.scan();
        }

        Optional<LoadedPlugin> tiny() {
            return plugins.find("tiny");
        }
    }

    @BeforeEach
    void startNodes() throws IOException {
        jdbc.transact(() -> {
            jdbc.sql("delete from plugin_jar").update();
            jdbc.sql("delete from plugin_quarantine").update();
        });
        one = new Node("one");
        two = new Node("two");
    }

    @Test
    void an_uploaded_jar_is_ready_at_once_and_other_nodes_fetch_it() throws IOException {
        var added = one.plugins.add("any-name.jar", bytes("1.0.0"));

        assertThat(added.state()).isEqualTo(LoadedPlugin.State.READY);
        assertThat(one.tiny()).contains(added);
        two.looks();
        assertThat(two.tiny().orElseThrow().sha256()).isEqualTo(added.sha256());
    }

    @Test
    void a_node_that_starts_later_has_it_from_the_beginning() throws IOException {
        one.plugins.add("tiny.jar", bytes("1.0.0"));

        assertThat(new Node("three").tiny()).isPresent();
        assertThat(new Node("one").tiny()).isPresent();
    }

    @Test
    void an_uploaded_jar_that_is_removed_is_gone_everywhere() throws IOException {
        one.plugins.add("tiny.jar", bytes("1.0.0"));
        two.looks();

        two.plugins.remove("tiny", "1.0.0");
        assertThat(two.tiny()).isEmpty();
        one.looks();
        assertThat(one.tiny()).isEmpty();
        assertThat(new Node("two").tiny()).isEmpty();
    }

    @Test
    void two_uploaded_versions_stand_side_by_side() throws IOException {
        one.plugins.add("tiny.jar", bytes("1.0.0"));
        one.plugins.add("tiny.jar", bytes("1.1.0"));
        two.looks();

        assertThat(two.plugins.list()).hasSize(2);
    }

    @Test
    void another_file_under_the_same_id_and_version_is_refused() throws IOException {
        one.plugins.add("tiny.jar", bytes("1.0.0"));
        var other = Files.readAllBytes(
                jar().body("throw new IllegalStateException();").write(work.resolve("other.jar")));

        assertThatThrownBy(() -> one.plugins.add("tiny.jar", other)).isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> two.plugins.add("tiny.jar", other))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("version of its own");
    }

    @Test
    void a_jar_in_one_nodes_folder_is_offered_to_all_and_taken_back_with_it() throws IOException {
        var file = jar().write(one.folder.resolve("a.jar"));
        one.looks();
        two.looks();
        assertThat(two.tiny()).isPresent();
        assertThatThrownBy(() -> two.plugins.remove("tiny", "1.0.0")).hasMessageContaining("folder of a node");

        Files.delete(file);
        one.looks();
        two.looks();
        assertThat(two.tiny()).isEmpty();
    }

    @Test
    void a_jar_that_left_the_folder_while_its_node_was_down_is_taken_back_when_it_starts() throws IOException {
        var file = jar().write(one.folder.resolve("a.jar"));
        one.looks();
        two.looks();
        one.plugins.close();
        Files.delete(file);

        new Node("one").looks();
        two.looks();

        assertThat(two.tiny()).isEmpty();
    }

    @Test
    void a_folder_jar_that_is_replaced_is_replaced_everywhere() throws IOException {
        var file = jar().write(one.folder.resolve("a.jar"));
        one.looks();
        two.looks();

        jar().version("1.1.0").write(file);
        one.looks();
        two.looks();

        assertThat(two.plugins.list()).extracting(LoadedPlugin::version).containsExactly("1.1.0");
    }

    @Test
    void a_jar_that_somebody_else_put_into_the_database_is_not_run() throws IOException {
        one.plugins.add("tiny.jar", bytes("1.0.0"));
        var forged = Files.readAllBytes(jar().body("throw new Error();").write(work.resolve("forged.jar")));
        jdbc.transact(() -> {
            jdbc.sql("update plugin_jar set sha256 = :sha256, size = :size")
                    .param("sha256", ContractReader.sha256(forged))
                    .param("size", forged.length)
                    .update();
            jdbc.sql("update plugin_jar_piece set bytes = :bytes")
                    .param("bytes", forged)
                    .update();
        });

        two.looks();

        assertThat(two.tiny()).isEmpty();
        assertThat(two.plugins.problems())
                .containsExactly(
                        new PluginProblem("tiny-1.0.0.jar", "it was not put into the database by this platform"));
    }

    @Test
    void bytes_that_were_damaged_in_the_database_are_told_until_they_are_gone() throws IOException {
        one.plugins.add("tiny.jar", bytes("1.0.0"));
        jdbc.transact(() -> jdbc.sql("update plugin_jar_piece set bytes = :bytes")
                .param("bytes", new byte[10])
                .update());
        two.looks();
        assertThat(two.plugins.problems())
                .containsExactly(new PluginProblem("tiny-1.0.0.jar", "its bytes in the database are damaged"));

        one.plugins.remove("tiny", "1.0.0");
        two.looks();
        assertThat(two.plugins.problems()).isEmpty();
    }

    @Test
    void what_one_node_shut_out_is_let_out_from_another() throws IOException {
        one.plugins.add("tiny.jar", bytes("1.0.0"));
        two.looks();
        assertThat(one.tiny().orElseThrow().quarantine("it did nothing but throw"))
                .isTrue();
        one.looks();
        assertThat(two.plugins.quarantines())
                .extracting(Quarantine::plugin, Quarantine::version, Quarantine::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("tiny", "1.0.0", "it did nothing but throw"));
        assertThat(two.tiny().orElseThrow().state()).isEqualTo(LoadedPlugin.State.READY);

        two.plugins.release("tiny", "1.0.0");
        one.looks();

        assertThat(one.tiny().orElseThrow().state()).isEqualTo(LoadedPlugin.State.READY);
        assertThat(two.plugins.quarantines()).isEmpty();
    }

    @Test
    void what_was_let_out_here_works_at_once_and_may_be_shut_out_again() throws IOException {
        var tiny = one.plugins.add("tiny.jar", bytes("1.0.0"));
        tiny.quarantine("once");
        one.looks();
        one.plugins.release("tiny", "1.0.0");
        assertThat(tiny.state()).isEqualTo(LoadedPlugin.State.READY);

        tiny.quarantine("twice");
        one.looks();
        assertThat(one.plugins.quarantines()).extracting(Quarantine::reason).containsExactly("twice");
    }

    @Test
    void a_restart_lets_everything_of_its_node_out() throws IOException {
        one.plugins.add("tiny.jar", bytes("1.0.0")).quarantine("once");
        one.looks();

        new Node("one").looks();

        assertThat(two.plugins.quarantines()).isEmpty();
    }

    @Test
    void what_is_not_shut_out_cannot_be_let_out() throws IOException {
        one.plugins.add("tiny.jar", bytes("1.0.0"));

        assertThatThrownBy(() -> one.plugins.release("tiny", "1.0.0")).isInstanceOf(Rejection.class);
    }

    @Test
    void a_jar_of_several_pieces_arrives_whole() throws IOException {
        var big = one.plugins.add("tiny.jar", padded(bytes("1.0.0"), 2_500_000));
        two.looks();

        assertThat(two.tiny().orElseThrow().sha256()).isEqualTo(big.sha256());
    }

    /** A jar may have anything before its first entry. */
    private static byte[] padded(byte[] jar, int more) {
        var whole = new byte[more + jar.length];
        System.arraycopy(jar, 0, whole, more, jar.length);
        return whole;
    }

    private byte[] bytes(String version) throws IOException {
        return Files.readAllBytes(jar().version(version).write(work.resolve("made-" + version + ".jar")));
    }

    private TinyJars jar() {
        return new TinyJars(work);
    }
}
