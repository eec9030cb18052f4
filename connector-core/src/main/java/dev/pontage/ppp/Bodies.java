package dev.pontage.ppp;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Takes a request's body in, up to the limit. */
final class Bodies {
    private Bodies() {}

    static BodyReader.Body read(HttpServletRequest request) {
        var said = request.getContentLengthLong();
        if (said > BodyReader.LARGEST) {
            throw tooLarge();
        }
        byte[] bytes;
        try {
            // Into one array of the right size where the length is said: the other way begins with 16 KB for each
            // request.
            bytes = request.getInputStream().readNBytes(said >= 0 ? (int) said : BodyReader.LARGEST + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bytes.length > BodyReader.LARGEST) {
            Arrays.fill(bytes, (byte) 0);
            throw tooLarge();
        }
        return BodyReader.read(bytes);
    }

    private static BadRequest tooLarge() {
        return new BadRequest("body-too-large", "the body must have at most 1 MiB");
    }
}
