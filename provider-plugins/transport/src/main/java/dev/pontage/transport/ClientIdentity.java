package dev.pontage.transport;

import dev.pontage.spi.AcquirerException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Who we are to an acquirer that wants to see a certificate (mutual TLS): a PEM text with the certificate, its chain and
 * its private key, as banks hand it out. Read when it is first needed, so that a text that cannot be read hinders nobody
 * who talks without TLS.
 */
public final class ClientIdentity {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END \\1-----");
    private static final char[] NO_PASSWORD = new char[0];

    /** AlgorithmIdentifier of RSA, which turns the older form of a key (PKCS#1) into the one that the JDK reads. */
    private static final byte[] RSA = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };

    private final String pem;
    private @Nullable HttpClient client;

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
        var certificates = new ArrayList<Certificate>();
        PrivateKey key = null;
        for (var block :
                (Iterable<java.util.regex.MatchResult>) BLOCK.matcher(pem).results()::iterator) {
            var bytes = Base64.getMimeDecoder().decode(block.group(2).getBytes(StandardCharsets.US_ASCII));
            switch (block.group(1)) {
                case "CERTIFICATE" ->
                    certificates.add(CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(bytes)));
                case "PRIVATE KEY" -> key = key(bytes);
                case "RSA PRIVATE KEY" -> key = key(wrapped(bytes));
                default -> throw new IllegalArgumentException("neither a certificate nor a plain key");
            }
        }
        if (key == null || certificates.isEmpty()) {
            throw new IllegalArgumentException("certificate or key is missing");
        }
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("client", key, NO_PASSWORD, certificates.toArray(Certificate[]::new));
        return store;
    }

    private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
        var spec = new PKCS8EncodedKeySpec(pkcs8);
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (GeneralSecurityException notRsa) {
            return KeyFactory.getInstance("EC").generatePrivate(spec);
        }
    }

    private static byte[] wrapped(byte[] pkcs1) throws IOException {
        var inner = new ByteArrayOutputStream();
        inner.write(new byte[] {0x02, 0x01, 0x00});
        inner.write(RSA);
        inner.write(der(0x04, pkcs1));
        return der(0x30, inner.toByteArray());
    }

    private static byte[] der(int tag, byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        out.write(0x82);
        out.write(content.length >> 8);
        out.write(content.length);
        out.write(content);
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return "ClientIdentity[•••]";
    }
}
