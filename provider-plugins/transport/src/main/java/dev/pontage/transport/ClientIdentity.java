package dev.pontage.transport;

import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.Text;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Who we are to an acquirer that wants to see a certificate (mutual TLS): a PEM text with the certificate, its chain and
 * its private key, as banks hand it out. Read when it is first needed: what it says is looked at when it is filled in.
 */
public final class ClientIdentity {
    private static final char[] NO_PASSWORD = new char[0];

    private final String pem;
    private @Nullable HttpClient client;

    /** Everything that is wrong with such a text, for those who fill it in; empty if it can be used. */
    public static List<Text> problems(String pem) {
        return Pem.of(pem).problems();
    }

    /** What staff filled in; nothing is checked yet. */
    public ClientIdentity(String pem) {
        this.pem = pem;
    }

    /** A client that shows this certificate; made once, so that its connections are used again. */
    synchronized HttpClient client(HttpClient.Builder plain) {
        var made = client;
        if (made == null) {
            made = plain.sslContext(context()).build();
            client = made;
        }
        return made;
    }

    private SSLContext context() {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store(), NO_PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw AcquirerException.credentials(
                    "the client certificate cannot be used: a PEM text with the certificate and its private key is wanted");
        }
    }

    private KeyStore store() throws GeneralSecurityException, IOException {
        var read = Pem.of(pem);
        if (!read.problems().isEmpty()) {
            throw new IllegalArgumentException(read.problems().getFirst().en());
        }
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "client",
                read.key().orElseThrow(),
                NO_PASSWORD,
                read.certificates().toArray(Certificate[]::new));
        return store;
    }

    @Override
    public String toString() {
        return "ClientIdentity[•••]";
    }
}
