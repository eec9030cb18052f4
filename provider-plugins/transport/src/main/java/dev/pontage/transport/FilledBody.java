package dev.pontage.transport;

import dev.pontage.spi.AcquirerException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** A body in which the placeholders have been replaced by what they stand for; wiped once it has been sent. */
final class FilledBody implements AutoCloseable {
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    /** How a value is written so that it stays one value. */
    enum Writing {
        JSON,
        FORM,
        PLAIN;

        static Writing of(String contentType) {
            var type = contentType.toLowerCase(Locale.ROOT);
            if (type.startsWith("application/x-www-form-urlencoded")) {
                return FORM;
            }
            if (type.contains("json")) {
                return JSON;
            }
            throw AcquirerException.notApplied("card data can only be filled into JSON or a form, not " + contentType);
        }
    }

    /** A buffer that leaves no copy behind when it grows. */
    private static final class Wiped extends ByteArrayOutputStream {
        Wiped(int size) {
            super(size);
        }

        void room(int more) {
            if (count + more > buf.length) {
                var old = buf;
                buf = Arrays.copyOf(old, Math.max(old.length * 2, count + more));
                Arrays.fill(old, (byte) 0);
            }
        }

        void wipe() {
            Arrays.fill(buf, (byte) 0);
        }

        byte[] array() {
            return buf;
        }
    }

    private final Wiped out;

    FilledBody(String body, CardData card, Writing writing) {
        this.out = new Wiped(body.length() * 3 + 512);
        synchronized (card.values()) {
            fill(body, card, writing);
        }
    }

    private void fill(String body, CardData card, Writing writing) {
        var from = 0;
        for (var at = body.indexOf(card.mark()); at >= 0; at = body.indexOf(card.mark(), from)) {
            plain(body.substring(from, at));
            var piece = card.pieceAt(body, at);
            switch (writing) {
                case JSON -> json(piece.value());
                case FORM -> form(piece.value());
                case PLAIN -> bytes(piece.value());
            }
            from = at + piece.placeholder().length();
        }
        plain(body.substring(from));
    }

    private void plain(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] bytes) {
        out.room(bytes.length);
        out.write(bytes, 0, bytes.length);
    }

    private void json(byte[] value) {
        out.room(value.length * 6);
        for (var b : value) {
            if (b == '"' || b == '\\') {
                out.write('\\');
                out.write(b);
            } else if (b >= 0 && b < 0x20) {
                ascii("\\u00");
                hex(b);
            } else {
                out.write(b);
            }
        }
    }

    private void form(byte[] value) {
        out.room(value.length * 3);
        for (var b : value) {
            if ((b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z')) {
                out.write(b);
            } else {
                out.write('%');
                hex(b);
            }
        }
    }

    private void hex(byte b) {
        out.write(UPPER.toHighHexDigit(b));
        out.write(UPPER.toLowHexDigit(b));
    }

    private void ascii(String text) {
        for (var i = 0; i < text.length(); i++) {
            out.write(text.charAt(i));
        }
    }

    byte[] array() {
        return out.array();
    }

    int length() {
        return out.size();
    }

    @Override
    public void close() {
        out.wipe();
    }
}
