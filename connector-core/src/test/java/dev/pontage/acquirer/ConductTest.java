package dev.pontage.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.LoadedPlugin.State;
import dev.pontage.plugin.SwappedPlugins;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConductTest {
    @TempDir
    Path work;

    private LoadedPlugin plugin;
    private SwappedPlugins plugins;
    private long now;
    private final Conduct conduct = new Conduct(() -> now);

    @BeforeEach
    void load() throws IOException {
        plugins = new SwappedPlugins(work);
        plugins.swap(1);
        plugin = plugins.current();
    }

    @Test
    void calls_that_have_just_run_out_of_time_are_not_lost() {
        giveUp(100);
        now += Duration.ofMillis(900).toNanos();
        conduct.countLost(plugin);

        assertThat(plugin.state()).isEqualTo(State.READY);
    }

    @Test
    void eight_calls_that_do_not_come_back_shut_the_plugin_out() {
        giveUp(8);
        now += Duration.ofSeconds(1).toNanos();
        conduct.countLost(plugin);

        assertThat(plugin.problem().orElseThrow())
                .isEqualTo("the plugin tiny 1.0.1 is shut out: 8 of its calls did not return;"
                        + " let it out on the plugins page, replace its jar or restart");
    }

    @Test
    void calls_that_come_back_late_are_not_lost() {
        for (var i = 0; i < 8; i++) {
            conduct.givenUp(plugin, i);
            conduct.cameBack(plugin, i);
        }
        now += Duration.ofSeconds(10).toNanos();
        conduct.countLost(plugin);

        assertThat(plugin.state()).isEqualTo(State.READY);
    }

    @Test
    void thirty_misdeeds_in_forty_calls_shut_it_out() {
        for (var i = 0; i < 29; i++) {
            conduct.misdeed(plugin, "it answered nothing");
        }
        assertThat(plugin.state()).isEqualTo(State.READY);
        conduct.misdeed(plugin, "it answered nothing");

        assertThat(plugin.problem().orElseThrow()).contains("30 of its last 40 calls", "because it answered nothing");
    }

    @Test
    void what_was_let_out_begins_anew() {
        giveUp(8);
        now += Duration.ofSeconds(1).toNanos();
        conduct.countLost(plugin);
        plugins.door().release("tiny", "1.0.1");
        conduct.countLost(plugin);
        conduct.misdeed(plugin, "it answered nothing");

        assertThat(plugin.state()).isEqualTo(State.READY);
    }

    @Test
    void a_call_that_ends_on_a_version_out_of_use_leaves_nothing_of_it() throws IOException {
        plugins.door().whenRetired(conduct::forget);
        conduct.wellDone(plugin);
        plugins.swap(2);
        conduct.wellDone(plugin);

        assertThat(conduct.remembered()).isZero();
    }

    private void giveUp(int calls) {
        for (var i = 0; i < calls; i++) {
            conduct.givenUp(plugin, i);
        }
    }
}
