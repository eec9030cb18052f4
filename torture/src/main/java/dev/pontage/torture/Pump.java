package dev.pontage.torture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Requests over kept connections, as cheaply as can be, so that the load takes little of what it measures. Closed: each
 * connection sends its next request when it has its answer. Open: requests have a time at which they are due, and one
 * that has to wait for a connection has been waiting since then.
 */
final class Pump {
    private final URI target;
    private final int connections;
    private final LongFunction<byte[]> requests;
    private final AtomicLong next;

    /** @param requests the whole of a request by its number */
    Pump(URI target, int connections, LongFunction<byte[]> requests, AtomicLong next) {
        this.target = target;
        this.connections = connections;
        this.requests = requests;
        this.next = next;
    }

    /** What came of it; times in nanoseconds, sorted. */
    record Flow(long[] times, long failures, double seconds) {
        double perSecond() {
            return times.length / seconds;
        }

        double millis(double quantile) {
            return times.length == 0
                    ? 0
                    : times[(int) Math.min(times.length - 1L, (long) (times.length * quantile))] / 1e6;
        }
    }

    Flow closed(Duration time) {
        return run(time, 0);
    }

    Flow open(Duration time, double perSecond) {
        return run(time, perSecond);
    }

    private Flow run(Duration time, double perSecond) {
        var start = System.nanoTime();
        var end = start + time.toNanos();
        var due = new AtomicLong();
        var failures = new AtomicLong();
        var all = new ConcurrentLinkedQueue<long[]>();
        var threads = IntStream.range(0, connections)
                .mapToObj(i -> Thread.ofPlatform().start(() -> {
                    try (var line = new Line(target)) {
                        all.add(line.pump(start, end, perSecond, due, failures));
                    } catch (IOException e) {
                        failures.incrementAndGet();
                    }
                }))
                .toList();
        threads.forEach(Pump::join);
        var times = all.stream().flatMapToLong(LongStream::of).sorted().toArray();
        return new Flow(times, failures.get(), (System.nanoTime() - start) / 1e9);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection. */
    private final class Line implements AutoCloseable {
        private final URI target;
        private Socket socket;
        private InputStream in;
        private long[] times = new long[4_096];
        private int count;

        Line(URI target) throws IOException {
            this.target = target;
            this.socket = opened();
            this.in = buffered(socket);
        }

        private Socket opened() throws IOException {
            var made = new Socket(InetAddress.getLoopbackAddress(), target.getPort());
            made.setTcpNoDelay(true);
            made.setSoTimeout(30_000);
            return made;
        }

        private static InputStream buffered(Socket of) throws IOException {
            return new BufferedInputStream(of.getInputStream(), 8_192);
        }

        /** A server closes a connection after so many requests, and says so. */
        private int answer() throws IOException {
            var answer = Answer.read(in);
            if (answer.last()) {
                socket.close();
                socket = opened();
                in = buffered(socket);
            }
            return answer.status();
        }

        long[] pump(long start, long end, double perSecond, AtomicLong due, AtomicLong failures) throws IOException {
            while (true) {
                var begun = System.nanoTime();
                if (perSecond > 0) {
                    begun = start + (long) (due.getAndIncrement() / perSecond * 1e9);
                    for (var early = begun - System.nanoTime(); early > 0; early = begun - System.nanoTime()) {
                        LockSupport.parkNanos(early);
                    }
                }
                if (begun >= end) {
                    return Arrays.copyOf(times, count);
                }
                socket.getOutputStream().write(requests.apply(next.getAndIncrement()));
                if (answer() != 200) {
                    failures.incrementAndGet();
                }
                note(System.nanoTime() - begun);
            }
        }

        private void note(long nanos) {
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count++] = nanos;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Just enough of HTTP to know where an answer ends. */
    private record Answer(int status, boolean last) {
        static Answer read(InputStream in) throws IOException {
            var status = Integer.parseInt(line(in).split(" ", 3)[1]);
            var length = 0;
            var chunked = false;
            var last = false;
            for (var header = line(in); !header.isEmpty(); header = line(in)) {
                var lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(lower.substring(15).strip());
                }
                last |= lower.equals("connection: close");
                chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
            }
            if (!chunked) {
                in.skipNBytes(length);
                return new Answer(status, last);
            }
            for (var size = -1; size != 0; ) {
                size = Integer.parseInt(line(in).strip(), 16);
                in.skipNBytes(size + 2L);
            }
            return new Answer(status, last);
        }

        private static String line(InputStream in) throws IOException {
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
}
