package dev.pontage.callback;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A host that says so much to everyone, then nothing more, and never hangs up. */
final class SilentHost implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> callers = new CopyOnWriteArrayList<>();
    private final byte[] saying;

    SilentHost(String saying) throws IOException {
        this.saying = saying.getBytes(StandardCharsets.US_ASCII);
        Thread.ofVirtual().start(this::serve);
    }

    String address() {
        return "http://127.0.0.1:" + door.getLocalPort() + "/";
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                var caller = door.accept();
                callers.add(caller);
                caller.getOutputStream().write(saying);
            } catch (IOException e) {
                // closed, or the caller has left: there is the next one
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var caller : callers) {
            caller.close();
        }
    }
}
