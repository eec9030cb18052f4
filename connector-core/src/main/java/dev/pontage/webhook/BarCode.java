package dev.pontage.webhook;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.oned.ITFWriter;

/** The bars of a slip as a drawing inside the page: two of five, interleaved, as banks read them. */
final class BarCode {
    private static final int HEIGHT = 60;
    private static final int QUIET = 10;

    private BarCode() {}

    /** Empty where these digits cannot be bars. */
    static String of(String digits) {
        if (!digits.matches("(\\d\\d){1,40}")) {
            return "";
        }
        var bars = new ITFWriter().encode(digits, BarcodeFormat.ITF, 1, 1);
        var path = new StringBuilder();
        for (var x = 0; x < bars.getWidth(); x++) {
            if (bars.get(x, 0)) {
                path.append('M').append(x).append(" 0h1v").append(HEIGHT).append("h-1z");
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"" + digits
                + "\" preserveAspectRatio=\"none\" shape-rendering=\"crispEdges\" viewBox=\"-" + QUIET + " 0 "
                + (bars.getWidth() + 2 * QUIET) + " " + HEIGHT + "\"><path fill=\"#000\" d=\"" + path + "\"/></svg>";
    }
}
