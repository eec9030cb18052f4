package dev.pontage.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** Whether a port can be had, asked before anything is built on it. */
final class Ports {
    private Ports() {}

    static void tryBind(Optional<String> address, int port) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(
                    address.map(it -> new InetSocketAddress(it, port)).orElseGet(() -> new InetSocketAddress(port)));
        }
    }

    /** The port, or where it is taken any other. */
    static int orAny(String address, int port) {
        try {
            tryBind(Optional.of(address), port);
            return port;
        } catch (IOException taken) {
            return 0;
        }
    }
}
