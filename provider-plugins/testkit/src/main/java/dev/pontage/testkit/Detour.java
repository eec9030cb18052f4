package dev.pontage.testkit;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.Transport.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A stretch of bad road between the transport and the stub: a real server that passes on, or does not, and spoils. */
final class Detour implements AutoCloseable {
    static final String TO = "X-Detour-To";

    private static final String HERE = "127.0.0.1";

    private final Trouble trouble;
    private final boolean readsToo;
    private final ServerSocket server;
    private final AtomicInteger arrived = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);

    /** @param readsToo whether what only asks is troubled as well, not only what may move money */
    Detour(Trouble trouble, boolean readsToo) {
        this.trouble = trouble;
        this.readsToo = readsToo;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getByName(HERE));
            if (trouble == Trouble.REFUSED) {
                server.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (trouble != Trouble.REFUSED) {
            Thread.ofVirtual().name("detour").start(this::serve);
        }
    }

    static Set<String> and(Set<String> hosts) {
        var all = new HashSet<>(hosts);
        all.add(HERE);
        return all;
    }

    boolean troubles(Request request) {
        return readsToo || !request.method().equals("GET");
    }

    Duration budget() {
        return trouble.budget();
    }

    /** How many requests the acquirer has got through here. */
    int arrived() {
        return arrived.get();
    }

    /** The same request, addressed to us; a host that is not allowed stays where it is and is refused as usual. */
    Request sendTo(Request request, Set<String> hosts) {
        var uri = request.uri();
        if (uri.getHost() == null || !hosts.contains(uri.getHost().toLowerCase(Locale.ROOT))) {
            throw AcquirerException.notApplied(
                    "not sent: the host " + uri.getHost() + " is not among the stub's hosts");
        }
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var here = URI.create("http://" + HERE + ":" + server.getLocalPort() + uri.getRawPath() + query);
        return new Request(request.method(), here, request.headers(), request.body())
                .with(TO, uri.getScheme() + "://" + uri.getRawAuthority());
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().name("detour").start(() -> answer(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            var message = RawMessage.read(socket.getInputStream());
            if (trouble == Trouble.CUT_BEFORE) {
                return;
            }
            Optional<byte[]> own = trouble.arrives() ? Optional.of(passOn(message)) : Optional.empty();
            if (trouble == Trouble.CUT_AFTER || (trouble == Trouble.SLOW && over.await(20, TimeUnit.SECONDS))) {
                return;
            }
            var spoiled = trouble.answer(message.body());
            socket.getOutputStream().write(spoiled.or(() -> own).orElse(new byte[0]));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            drain(socket);
        } catch (IOException e) {
            // the plugin's side has hung up: that is what some of these troubles are for
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A socket that is closed with something unread in it would take its answer back. */
    private static void drain(Socket socket) throws IOException {
        socket.setSoTimeout(200);
        while (socket.getInputStream().read() >= 0) {
            continue;
        }
    }

    private byte[] passOn(RawMessage message) throws IOException, InterruptedException {
        var origin = message.header(TO);
        if (trouble == Trouble.SLUGGISH) {
            over.await(300, TimeUnit.MILLISECONDS);
        }
        if (trouble == Trouble.TWICE) {
            message.passOn(origin);
            arrived.incrementAndGet();
        }
        arrived.incrementAndGet();
        return message.passOn(origin);
    }

    @Override
    public void close() {
        over.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
