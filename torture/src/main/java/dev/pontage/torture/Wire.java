package dev.pontage.torture;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kept connection of many that a single thread looks after: one request at a time, and nobody waits for its answer. */
final class Wire implements AutoCloseable {
    private static final String LENGTH = "\r\ncontent-length: ";
    private static final String LAST = "\r\nconnection: close";

    private final InetSocketAddress target;
    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocate(64 * 1_024);
    private SocketChannel channel;
    private long since;

    Wire(URI target, Selector selector) throws IOException {
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getPort());
        this.selector = selector;
        this.channel = opened();
    }

    private SocketChannel opened() throws IOException {
        var made = SocketChannel.open(target);
        made.setOption(StandardSocketOptions.TCP_NODELAY, true);
        made.configureBlocking(false);
        made.register(selector, SelectionKey.OP_READ, this);
        return made;
    }

    /** @param since when it was due */
    void send(byte[] request, long since) throws IOException {
        if (!channel.isOpen()) {
            channel = opened();
        }
        this.since = since;
        var out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    long since() {
        return since;
    }

    /** The status of the answer, or 0 as long as it is not complete. */
    int read() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the connection was closed");
        }
        var text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
        var head = text.indexOf("\r\n\r\n");
        if (head < 0 || !isComplete(text, head)) {
            return 0;
        }
        in.clear();
        if (text.substring(0, head).toLowerCase(Locale.ROOT).contains(LAST)) {
            channel.close();
        }
        return Integer.parseInt(text.substring(9, 12));
    }

    private static boolean isComplete(String text, int head) {
        var lower = text.substring(0, head + 2).toLowerCase(Locale.ROOT);
        var length = lower.indexOf(LENGTH);
        if (length < 0) {
            return text.endsWith("\r\n0\r\n\r\n");
        }
        var from = length + LENGTH.length();
        return text.length() - head - 4 >= Integer.parseInt(lower.substring(from, lower.indexOf('\r', from)));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
