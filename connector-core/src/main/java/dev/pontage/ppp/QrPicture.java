package dev.pontage.ppp;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws a code as VTEX's Pix app shows it: a PNG in Base64, without a data prefix. */
final class QrPicture {
    private static final Logger LOG = LoggerFactory.getLogger(QrPicture.class);
    private static final int SIZE = 300;
    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xffffff;

    private QrPicture() {}

    /** Empty where it cannot be drawn: the code alone is better than no answer. */
    static Optional<String> of(String code) {
        try {
            var dots = new QRCodeWriter()
                    .encode(code, BarcodeFormat.QR_CODE, SIZE, SIZE, Map.of(EncodeHintType.MARGIN, 2));
            var png = new ByteArrayOutputStream();
            ImageIO.write(image(dots), "png", png);
            return Optional.of(Base64.getEncoder().encodeToString(png.toByteArray()));
        } catch (WriterException | IllegalArgumentException | IOException e) {
            LOG.warn("a code of {} characters could not be drawn", code.length(), e);
            return Optional.empty();
        }
    }

    private static BufferedImage image(BitMatrix dots) {
        var image = new BufferedImage(dots.getWidth(), dots.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
        for (var y = 0; y < dots.getHeight(); y++) {
            for (var x = 0; x < dots.getWidth(); x++) {
                image.setRGB(x, y, dots.get(x, y) ? BLACK : WHITE);
            }
        }
        return image;
    }
}
