package dev.pontage.torture;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** One kept connection that asks as cheaply as can be, so that the load takes little of what it measures. */
final class Line implements AutoCloseable {
    private static final int PATIENCE = 30_000;
    private static final int BUFFER = 8_192;

    private final URI target;
    private Socket socket;
    private InputStream in;

    Line(URI target) throws IOException {
        this.target = target;
        this.socket = opened();
        this.in = buffered(socket);
    }

    /** What came back. */
    record Answer(int status, byte[] body, boolean last) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** Sends the whole of a request. A server closes a connection now and then, and says so; the next request opens another. */
    Answer ask(byte[] request) throws IOException {
        if (socket.isClosed()) {
            socket = opened();
            in = buffered(socket);
        }
        socket.getOutputStream().write(request);
        var answer = read();
        if (answer.last()) {
            socket.close();
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A whole request. */
    static byte[] request(URI target, String path, String headers, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + target.getPort()
                + "\r\nContent-Type: application/json\r\n" + headers + "Content-Length: " + bytes.length + "\r\n\r\n";
        var first = head.getBytes(StandardCharsets.UTF_8);
        var all = Arrays.copyOf(first, first.length + bytes.length);
        System.arraycopy(bytes, 0, all, first.length, bytes.length);
        return all;
    }

    private Socket opened() throws IOException {
        var made = new Socket(InetAddress.getLoopbackAddress(), target.getPort());
        made.setTcpNoDelay(true);
        made.setSoTimeout(PATIENCE);
        return made;
    }

    private static InputStream buffered(Socket of) throws IOException {
        return new BufferedInputStream(of.getInputStream(), BUFFER);
    }

    /** Just enough of HTTP to know where an answer ends. */
    private Answer read() throws IOException {
        var status = Integer.parseInt(line().split(" ", 3)[1]);
        var length = 0;
        var chunked = false;
        var last = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
            last |= lower.equals("connection: close");
            chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
        }
        return new Answer(status, chunked ? chunks() : in.readNBytes(length), last);
    }

    private byte[] chunks() throws IOException {
        var all = new ByteArrayOutputStream();
        for (var size = -1; size != 0; ) {
            size = Integer.parseInt(line().strip(), 16);
            all.write(in.readNBytes(size));
            line();
        }
        return all.toByteArray();
    }

    private String line() throws IOException {
        var text = new StringBuilder(64);
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection was closed");
            }
            if (next != '\r') {
                text.append((char) next);
            }
        }
        return text.toString();
    }
}
