package dev.pontage.app;

import dev.pontage.database.PrivateFiles;
import dev.pontage.secret.MasterKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.core.env.PropertyResolver;

/** The folder of keys, plugins and data. Nothing in it is ever wiped. */
record Home(Path folder) {
    static Home of(PropertyResolver environment) {
        return new Home(Path.of(environment.getProperty("pontage.home", ".pontage"))
                .toAbsolutePath()
                .normalize());
    }

    /** Makes what is missing, the master key only where none was ever used. */
    void open(StartSettings settings) {
        var key = settings.masterKeyFile();
        if (!Files.exists(key) && Files.exists(folder.resolve("database/data"))) {
            throw new Refusal(
                    "The home " + folder + " has a database but its master key is gone; put " + key + " back");
        }
        try {
            PrivateFiles.folder(folder);
            PrivateFiles.folder(folder.resolve("plugins"));
            if (!Files.exists(key) && !settings.production()) {
                MasterKey.make(key);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new Refusal("The folder " + folder + " cannot be written; set PONTAGE_HOME to another", e);
        }
        readable(key);
    }

    private static void readable(Path key) {
        try {
            MasterKey.read(key);
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new Refusal(key + " is not a master key that can be read; put the right file there", e);
        }
    }

    /** After a refusal: a home that holds nothing but empty folders is taken away again. */
    void leaveIfEmpty() {
        if (Files.exists(folder.resolve("master.key")) || Files.exists(folder.resolve("database"))) {
            return;
        }
        try {
            for (var name : List.of("tmp", "plugins", "")) {
                Files.deleteIfExists(folder.resolve(name));
            }
        } catch (IOException used) {
            // somebody's home already
        }
    }
}
