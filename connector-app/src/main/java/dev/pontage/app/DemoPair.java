package dev.pontage.app;

import dev.pontage.affiliation.Affiliation.Credential;
import dev.pontage.database.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The demo affiliation's key and token, kept for the person who starts again: the database has only their hash. */
record DemoPair(Path file) {
    static DemoPair in(Path home) {
        return new DemoPair(home.resolve("demo"));
    }

    Optional<Credential> read() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            var lines = Files.readAllLines(file);
            return lines.size() < 2 ? Optional.empty() : Optional.of(new Credential(lines.get(0), lines.get(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Credential credential) {
        try {
            var text = String.join("\n", List.of(credential.appKey(), credential.appToken())) + "\n";
            PrivateFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
