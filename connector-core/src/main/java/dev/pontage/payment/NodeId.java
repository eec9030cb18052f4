package dev.pontage.payment;

import dev.pontage.tenant.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Who this node is, also after a restart: what it had claimed before is its own to give back at once. */
@Component
class NodeId {
    private final UUID id;

    NodeId(@Value("${pontage.home:}") String home) {
        id = home.isEmpty() ? Ids.next() : kept(Path.of(home).resolve("node-id"));
    }

    UUID id() {
        return id;
    }

    private static UUID kept(Path file) {
        try {
            if (Files.exists(file)) {
                return UUID.fromString(Files.readString(file).strip());
            }
            var made = Ids.next();
            if (Files.isDirectory(file.resolveSibling("."))) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, made.toString(), StandardOpenOption.WRITE);
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
