package dev.pontage.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.pontage.spi.AcquirerException;
import dev.pontage.spi.AcquirerException.Effect;
import dev.pontage.spi.Text;
import dev.pontage.spi.Transport.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bank that talks only to those it knows: keys made by the JDK's own tool, a server that wants a certificate. */
class ClientIdentityTest {
    /** Before it stands what makes the older form of an RSA key of 2,048 bits the newer one. */
    private static final int PKCS1_OFFSET = 26;

    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static HttpsServer bank;
    private static KeyStore known;
    private static KeyStore stranger;
    private static SSLContext before;
    private static final AtomicInteger SERVED = new AtomicInteger();

    @BeforeAll
    static void open() throws Exception {
        var banks = keys("bank");
        known = keys("known");
        stranger = keys("stranger");
        bank = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bank.setHttpsConfigurator(wantingACertificate(context(banks, trust(known))));
        bank.createContext("/", exchange -> {
            SERVED.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        bank.start();
        // The bank's own certificate is believed as one of a public authority would be.
        before = SSLContext.getDefault();
        System.setProperty("javax.net.ssl.trustStore", saved(trust(banks)).toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        SSLContext.setDefault(context(trust(banks), trust(banks)));
    }

    @AfterAll
    static void close() {
        bank.stop(0);
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
        SSLContext.setDefault(before);
    }

    @Test
    void who_is_known_is_served() throws Exception {
        assertThat(send(Optional.of(new ClientIdentity(pem(known)))).status()).isEqualTo(200);
    }

    @Test
    void an_identity_serves_for_many_calls() throws Exception {
        var identity = Optional.of(new ClientIdentity(pem(known)));

        assertThat(send(identity).status()).isEqualTo(200);
        assertThat(send(identity).status()).isEqualTo(200);
    }

    @Test
    void an_older_key_is_read_too() throws Exception {
        var key = key(known).getEncoded();
        // the key itself without the 26 bytes that say that it is an RSA key
        var pem = block("RSA PRIVATE KEY", Arrays.copyOfRange(key, 26, key.length)) + certificate(known);

        assertThat(send(Optional.of(new ClientIdentity(pem))).status()).isEqualTo(200);
    }

    /**
     * Since TLS 1.3 the refusal comes after the handshake, and the reset of the connection may overtake it: then nobody
     * can know, and the call is in doubt. It is named as soon as it arrives once.
     */
    @Test
    void whom_the_bank_does_not_know_is_never_served_and_is_told_of_wrong_credentials() throws Exception {
        var served = SERVED.get();

        for (var identity : List.of(Optional.of(new ClientIdentity(pem(stranger))), Optional.<ClientIdentity>empty())) {
            assertThat(Stream.generate(() -> refusal(identity)).limit(30))
                    .allMatch(
                            it -> it.isAboutCredentials() ? it.effect() == Effect.NONE : it.effect() == Effect.UNKNOWN)
                    .anyMatch(AcquirerException::isAboutCredentials);
        }
        assertThat(SERVED).hasValue(served);
    }

    private static AcquirerException refusal(Optional<ClientIdentity> identity) {
        return catchThrowableOfType(AcquirerException.class, () -> send(identity));
    }

    @Test
    void a_text_that_is_no_certificate_is_wrong_credentials() {
        for (var text : List.of("", "nonsense", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")) {
            assertRefused(Optional.of(new ClientIdentity(text)));
        }
    }

    @Test
    void no_key_is_printed() throws Exception {
        assertThat(new ClientIdentity(pem(known)).toString()).doesNotContain("BEGIN");
    }

    @Test
    void a_certificate_with_its_key_can_be_filled_in_in_both_forms_of_the_key() throws Exception {
        var newer = key(known).getEncoded();
        var older = Arrays.copyOfRange(newer, PKCS1_OFFSET, newer.length);

        assertThat(ClientIdentity.problems(pem(known))).isEmpty();
        assertThat(ClientIdentity.problems(certificate(known) + block("RSA PRIVATE KEY", older)))
                .isEmpty();
    }

    @Test
    void everything_that_is_wrong_with_a_text_is_said_at_once() throws Exception {
        assertThat(said("nonsense")).containsExactly(PemTexts.NO_CERTIFICATE, PemTexts.NO_KEY);
        assertThat(said(certificate(known))).containsExactly(PemTexts.NO_KEY);
        assertThat(said(block("PRIVATE KEY", key(known).getEncoded()))).containsExactly(PemTexts.NO_CERTIFICATE);
        assertThat(said(block("CERTIFICATE", new byte[] {1, 2, 3}) + block("PRIVATE KEY", new byte[] {1, 2, 3})))
                .containsExactly(PemTexts.BROKEN_CERTIFICATE, PemTexts.BROKEN_KEY);
        assertThat(said(certificate(known) + block("ENCRYPTED PRIVATE KEY", new byte[] {1})))
                .containsExactly(PemTexts.ENCRYPTED);
        assertThat(said(certificate(known) + block("EC PRIVATE KEY", new byte[] {1})))
                .containsExactly(PemTexts.OLD_FORM);
        assertThat(said(pem(known) + block("PUBLIC KEY", new byte[] {1}))).containsExactly(PemTexts.OTHER);
        assertThat(said(certificate(known) + block("PRIVATE KEY", key(stranger).getEncoded())))
                .containsExactly(PemTexts.STRANGERS);
    }

    private static List<Text> said(String text) {
        return ClientIdentity.problems(text);
    }

    private static void assertRefused(Optional<ClientIdentity> identity) {
        assertThatThrownBy(() -> send(identity)).isInstanceOfSatisfying(AcquirerException.class, e -> {
            assertThat(e.isAboutCredentials()).as(e.getMessage()).isTrue();
            assertThat(e.effect()).isEqualTo(Effect.NONE);
        });
    }

    private static dev.pontage.spi.Transport.Response send(Optional<ClientIdentity> identity) {
        var call = new Call(Set.of("localhost"), Optional.empty(), Optional.empty(), identity, Duration.ofSeconds(20));
        var uri = URI.create("https://localhost:" + bank.getAddress().getPort() + "/");
        return new HttpTransport(new EgressGuard(true)).send(Request.get(uri), call);
    }

    private static HttpsConfigurator wantingACertificate(SSLContext context) {
        return new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                var wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        };
    }

    private static KeyStore keys(String name) throws Exception {
        var file = folder.resolve(name + ".p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "it",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        var said = new String(made.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    private static KeyStore trust(KeyStore of) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("it", of.getCertificate("it"));
        return store;
    }

    private static Path saved(KeyStore store) throws Exception {
        var file = folder.resolve("trust.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static SSLContext context(KeyStore own, KeyStore trusted) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static java.security.Key key(KeyStore store) throws Exception {
        return store.getKey("it", PASSWORD.toCharArray());
    }

    private static String certificate(KeyStore store) throws Exception {
        return block("CERTIFICATE", store.getCertificate("it").getEncoded());
    }

    private static String pem(KeyStore store) throws Exception {
        return certificate(store) + block("PRIVATE KEY", key(store).getEncoded());
    }

    private static String block(String name, byte[] bytes) throws IOException {
        return "-----BEGIN " + name + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + name
                + "-----\n";
    }
}
