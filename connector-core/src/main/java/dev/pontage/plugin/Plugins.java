package dev.pontage.plugin;

import dev.pontage.error.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The door to what is installed. */
public interface Plugins {

    /** The plugin in the version asked for; without one, the newest. */
    Optional<LoadedPlugin> find(String id, Optional<String> version);

    /** The newest version of a plugin. */
    default Optional<LoadedPlugin> find(String id) {
        return find(id, Optional.empty());
    }

    /** Everything that can be used, by id and version, the newest version of each first. */
    List<LoadedPlugin> list();

    /** Every jar that was refused, with the one sentence that says why. */
    List<PluginProblem> problems();

    /**
     * Takes a jar that staff upload: it is looked at like one that is put into the folder, and is kept in the database, from
     * which every node fetches it within seconds. Without a database it is put into the folder.
     *
     * @return the plugin, ready; a jar that is not taken leaves everything as it was
     */
    default LoadedPlugin add(String fileName, byte[] jar) {
        throw Rejection.invalid("jar", "There is no folder for plugins here.");
    }

    /** Takes an uploaded version away from all nodes; calls in flight finish on it. What lies in a folder is refused. */
    default void remove(String id, String version) {
        throw Rejection.notFound("uploaded plugin " + id + " " + version);
    }

    /** What any node has shut out, the oldest first. */
    default List<Quarantine> quarantines() {
        return List.of();
    }

    /** Lets a version that was shut out take calls again, on every node within seconds. */
    default void release(String id, String version) {
        throw Rejection.notFound("plugin " + id + " " + version + " in quarantine");
    }

    /** Calls back whenever a plugin is taken out of use, so that nothing of it is kept. */
    void whenRetired(Consumer<LoadedPlugin> listener);
}
