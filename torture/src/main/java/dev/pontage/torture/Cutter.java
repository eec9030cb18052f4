package dev.pontage.torture;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Stands between Pontage and its database, reads the packets that pass, and knows a commit when it sees one. */
final class Cutter implements AutoCloseable {
    private static final int QUERY = 3;
    private static final int HEADER = 4;
    private static final byte[] LOST = lost();

    private final ServerSocket door;
    private final IntSupplier server;
    private final SplittableRandom random;
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile Cut cut = Cut.NONE;
    private volatile int percent;

    Cutter(IntSupplier server, long seed) {
        this.server = server;
        this.random = new SplittableRandom(seed);
        try {
            this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** From now on so many of a hundred commits meet this. */
    void cut(Cut how, int ofHundred) {
        percent = ofHundred;
        cut = how;
    }

    int cuts() {
        return cuts.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // The door is closed, or somebody left before he was let in.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var upstream = new Socket(InetAddress.getLoopbackAddress(), server.getAsInt())) {
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            var swallow = new AtomicBoolean();
            var back = Thread.ofVirtual().start(() -> answers(upstream, client, swallow));
            requests(client, upstream, swallow);
            back.interrupt();
        } catch (IOException e) {
            // Both sides are closed, which is how a cut looks.
        }
    }

    private void requests(Socket client, Socket upstream, AtomicBoolean swallow) throws IOException {
        var in = new DataInputStream(client.getInputStream());
        var out = upstream.getOutputStream();
        for (var packet = packet(in); ; packet = packet(in)) {
            var how = isCommit(packet) ? dice() : Cut.NONE;
            switch (how) {
                case NONE -> send(out, packet);
                case BEFORE -> {
                    return;
                }
                case AFTER -> {
                    send(out, packet);
                    client.close();
                    // The server carries it out once it has read it; closing too early would take it back.
                    Pause.of(java.time.Duration.ofMillis(100));
                    return;
                }
                case REFUSED -> {
                    swallow.set(true);
                    send(out, query("rollback"));
                }
            }
        }
    }

    private synchronized Cut dice() {
        if (cut == Cut.NONE || random.nextInt(100) >= percent) {
            return Cut.NONE;
        }
        cuts.incrementAndGet();
        return cut;
    }

    private static void answers(Socket upstream, Socket client, AtomicBoolean swallow) {
        try (client;
                upstream) {
            var in = new DataInputStream(upstream.getInputStream());
            var out = client.getOutputStream();
            for (var packet = packet(in); ; packet = packet(in)) {
                send(out, swallow.getAndSet(false) ? LOST : packet);
            }
        } catch (IOException e) {
            // One of the two has gone; the other follows.
        }
    }

    private static boolean isCommit(byte[] packet) {
        return packet.length > HEADER
                && packet[HEADER] == QUERY
                && new String(packet, HEADER + 1, packet.length - HEADER - 1, StandardCharsets.UTF_8)
                        .strip()
                        .equalsIgnoreCase("commit");
    }

    private static byte[] packet(DataInputStream in) throws IOException {
        var header = in.readNBytes(HEADER);
        if (header.length < HEADER) {
            throw new EOFException();
        }
        var length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
        var packet = new byte[HEADER + length];
        System.arraycopy(header, 0, packet, 0, HEADER);
        in.readFully(packet, HEADER, length);
        return packet;
    }

    private static void send(OutputStream out, byte[] packet) throws IOException {
        out.write(packet);
        out.flush();
    }

    private static byte[] query(String sql) {
        var text = sql.getBytes(StandardCharsets.UTF_8);
        var packet = new byte[HEADER + 1 + text.length];
        packet[0] = (byte) (1 + text.length);
        packet[HEADER] = QUERY;
        System.arraycopy(text, 0, packet, HEADER + 1, text.length);
        return packet;
    }

    /** Error 1213, as the first answer to a request. */
    private static byte[] lost() {
        var text = "#40001Deadlock found when trying to get lock; try restarting transaction"
                .getBytes(StandardCharsets.UTF_8);
        var packet = new byte[HEADER + 3 + text.length];
        packet[0] = (byte) (3 + text.length);
        packet[3] = 1;
        packet[HEADER] = (byte) 0xff;
        packet[HEADER + 1] = (byte) (1213 & 0xff);
        packet[HEADER + 2] = (byte) (1213 >> 8);
        System.arraycopy(text, 0, packet, HEADER + 3, text.length);
        return packet;
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
