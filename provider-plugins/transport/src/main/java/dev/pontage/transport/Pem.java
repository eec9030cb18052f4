package dev.pontage.transport;

import dev.pontage.spi.Text;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A certificate, its chain and its private key, as banks hand them out, and what is wrong with the text if it is not that. */
final class Pem {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END \\1-----");

    /** AlgorithmIdentifier of RSA, which turns the older form of a key (PKCS#1) into the one that the JDK reads. */
    private static final byte[] RSA = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };

    private final List<Certificate> certificates = new ArrayList<>();
    private final Set<Text> problems = new LinkedHashSet<>();
    private @Nullable PrivateKey key;

    private Pem() {}

    static Pem of(String text) {
        var pem = new Pem();
        BLOCK.matcher(text).results().forEach(it -> pem.read(it.group(1), it.group(2)));
        pem.look();
        return pem;
    }

    List<Certificate> certificates() {
        return List.copyOf(certificates);
    }

    Optional<PrivateKey> key() {
        return Optional.ofNullable(key);
    }

    /** Everything that is wrong; empty if it can be used. */
    List<Text> problems() {
        return List.copyOf(problems);
    }

    private void read(String kind, String body) {
        switch (kind) {
            case "CERTIFICATE" -> readCertificate(body);
            case "PRIVATE KEY" -> readKey(body, false);
            case "RSA PRIVATE KEY" -> readKey(body, true);
            case "ENCRYPTED PRIVATE KEY" -> problems.add(PemTexts.ENCRYPTED);
            case "EC PRIVATE KEY" -> problems.add(PemTexts.OLD_FORM);
            // openssl writes them before a key of an elliptic curve; they say nothing that the key does not
            case "EC PARAMETERS" -> {}
            default -> problems.add(PemTexts.OTHER);
        }
    }

    private void readCertificate(String body) {
        try {
            certificates.add(
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes(body))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            problems.add(PemTexts.BROKEN_CERTIFICATE);
        }
    }

    private void readKey(String body, boolean older) {
        try {
            if (older && body.contains("ENCRYPTED")) {
                problems.add(PemTexts.ENCRYPTED);
                return;
            }
            key = key(older ? wrapped(bytes(body)) : bytes(body));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            problems.add(PemTexts.BROKEN_KEY);
        }
    }

    /** What is missing is only said where nothing that was there was unreadable. */
    private void look() {
        var made = key;
        if (certificates.isEmpty() && !problems.contains(PemTexts.BROKEN_CERTIFICATE)) {
            problems.add(PemTexts.NO_CERTIFICATE);
        }
        if (made == null && problems.stream().noneMatch(PemTexts.OF_KEYS::contains)) {
            problems.add(PemTexts.NO_KEY);
        }
        if (made != null && !certificates.isEmpty() && !belongs(made, certificates.getFirst())) {
            problems.add(PemTexts.STRANGERS);
        }
    }

    private static boolean belongs(PrivateKey key, Certificate certificate) {
        try {
            var algorithm = "SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : key.getAlgorithm());
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(RSA);
            var signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(RSA);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] bytes(String body) {
        return Base64.getMimeDecoder().decode(body.getBytes(StandardCharsets.US_ASCII));
    }

    private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
        var spec = new PKCS8EncodedKeySpec(pkcs8);
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (GeneralSecurityException notRsa) {
            return KeyFactory.getInstance("EC").generatePrivate(spec);
        }
    }

    private static byte[] wrapped(byte[] pkcs1) {
        var inner = new ByteArrayOutputStream();
        inner.writeBytes(new byte[] {0x02, 0x01, 0x00});
        inner.writeBytes(RSA);
        inner.writeBytes(der(0x04, pkcs1));
        return der(0x30, inner.toByteArray());
    }

    private static byte[] der(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        out.write(0x82);
        out.write(content.length >> 8);
        out.write(content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }
}
