package dev.pontage.ppp;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Takes a request's body in, up to the limit. */
final class Bodies {
    private Bodies() {}

    static BodyReader.Body read(HttpServletRequest request) {
        if (request.getContentLengthLong() > BodyReader.LARGEST) {
            throw tooLarge();
        }
        byte[] bytes;
        try {
            bytes = request.getInputStream().readNBytes(BodyReader.LARGEST + 1);
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
