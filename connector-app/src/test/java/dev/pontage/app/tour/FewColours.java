package dev.pontage.app.tour;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A screen has few colours: those that are seen most make a palette, and the file is a third as large. */
final class FewColours {
    private static final int MOST = 256;

    private FewColours() {}

    static byte[] of(byte[] png) throws IOException {
        var picture = ImageIO.read(new ByteArrayInputStream(png));
        var palette = palette(picture);
        var few = new BufferedImage(
                picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model(palette));
        var places = new HashMap<Integer, Integer>();
        for (var y = 0; y < picture.getHeight(); y++) {
            for (var x = 0; x < picture.getWidth(); x++) {
                var place = places.computeIfAbsent(picture.getRGB(x, y) & 0xffffff, it -> nearest(palette, it));
                few.getRaster().setSample(x, y, 0, place);
            }
        }
        var file = new ByteArrayOutputStream();
        ImageIO.write(few, "png", file);
        return file.toByteArray();
    }

    private static List<Integer> palette(BufferedImage picture) {
        var seen = new HashMap<Integer, Integer>();
        for (var y = 0; y < picture.getHeight(); y++) {
            for (var x = 0; x < picture.getWidth(); x++) {
                seen.merge(picture.getRGB(x, y) & 0xffffff, 1, Integer::sum);
            }
        }
        return seen.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static IndexColorModel model(List<Integer> palette) {
        var colours = palette.stream().mapToInt(Integer::intValue).toArray();
        return new IndexColorModel(8, colours.length, colours, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
    }

    private static int nearest(List<Integer> palette, int colour) {
        var best = 0;
        var least = Integer.MAX_VALUE;
        for (var i = 0; i < palette.size(); i++) {
            var distance = apart(palette.get(i), colour);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static int apart(int one, int other) {
        var sum = 0;
        for (var shift = 0; shift <= 16; shift += 8) {
            var difference = (one >> shift & 0xff) - (other >> shift & 0xff);
            sum += difference * difference;
        }
        return sum;
    }
}
