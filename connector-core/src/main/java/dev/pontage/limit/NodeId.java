package dev.pontage.limit;

import dev.pontage.tenant.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Who this node is, also after a restart: what it had claimed before is its own to give back at once. */
@Component
public class NodeId {
    private static final Set<PosixFilePermission> ONLY_MINE = PosixFilePermissions.fromString("rw-------");

    private final UUID id;

    /** @param home the node's own folder; without one it is a new node at each start */
    public NodeId(@Value("${pontage.home:}") String home) {
        id = home.isEmpty() ? Ids.next() : kept(Path.of(home).resolve("node-id"));
    }

    public UUID id() {
        return id;
    }

    private static UUID kept(Path file) {
        try {
            if (Files.exists(file)) {
                return UUID.fromString(Files.readString(file).strip());
            }
            var made = Ids.next();
            if (Files.isDirectory(file.resolveSibling("."))) {
                // Whole or not at all: half a name would keep the next start from coming up.
                var half = Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        "node-id",
                        ".new",
                        PosixFilePermissions.asFileAttribute(ONLY_MINE));
                Files.writeString(half, made.toString());
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
