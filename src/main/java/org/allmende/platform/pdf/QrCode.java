package org.allmende.platform.pdf;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A QR code: a link for one's own phone, or a payment for the bank's app. */
public final class QrCode {

    /** Light modules around the code (ISO/IEC 18004 §6.3.8). */
    private static final int QUIET = 4;

    private static final int PIXELS_PER_MODULE = 4;

    /** Of the 256 colours of a terminal those that no theme changes. */
    private static final String BLACK_ON_WHITE = "\033[38;5;16;48;5;231m";

    private static final String OWN_COLOURS = "\033[0m";

    private final ByteMatrix modules;

    private QrCode(ByteMatrix modules) {
        this.modules = modules;
    }

    /** Throws {@link IllegalArgumentException} when the text is longer than a QR code can hold. */
    public static QrCode of(String text) {
        try {
            return new QrCode(
                    Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                            .getMatrix());
        } catch (WriterException e) {
            throw new IllegalArgumentException("The text does not fit into a QR code: " + e.getMessage(), e);
        }
    }

    /** For a page: an {@code svg} element without styles; the label is what a screen reader says. */
    public String svg(String label) {
        int side = modules.getWidth() + 2 * QUIET;
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                int run = 0;
                while (x + run < modules.getWidth() && modules.get(x + run, y) == 1) {
                    run++;
                }
                if (run > 0) {
                    path.append("M%d %dh%dv1h-%dz".formatted(x + QUIET, y + QUIET, run, run));
                    x += run;
                }
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s" shape-rendering="crispEdges">\
                <rect width="%d" height="%d" fill="#fff"/><path d="%s" fill="#000"/></svg>""".formatted(side, side, Xhtml.escape(label), side, side, path);
    }

    /** For a letter or a mail: black and white, four pixels a module. */
    public byte[] png() {
        int side = (modules.getWidth() + 2 * QUIET) * PIXELS_PER_MODULE;
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        byte[] grey = new byte[side * side];
        for (int i = 0; i < grey.length; i++) {
            boolean dark = dark(i % side / PIXELS_PER_MODULE - QUIET, i / side / PIXELS_PER_MODULE - QUIET);
            grey[i] = (byte) (dark ? 0 : 255);
        }
        image.getRaster().setDataElements(0, 0, side, side, grey);
        try (ByteArrayOutputStream out = new ByteArrayOutputStream();
                MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(image, "png", stream);
            stream.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a terminal, whether dark or light: each character shows two modules, one above the other. */
    public List<String> blocks() {
        var lines = new ArrayList<String>();
        for (int y = -QUIET; y < modules.getHeight() + QUIET; y += 2) {
            var line = new StringBuilder(BLACK_ON_WHITE);
            for (int x = -QUIET; x < modules.getWidth() + QUIET; x++) {
                line.append(dark(x, y) ? dark(x, y + 1) ? '█' : '▀' : dark(x, y + 1) ? '▄' : ' ');
            }
            lines.add(line.append(OWN_COLOURS).toString());
        }
        return lines;
    }

    /** The PNG as the {@code src} of a picture in a letter's body. */
    public String dataUri() {
        return Png.DATA + Base64.getEncoder().encodeToString(png());
    }

    private boolean dark(int x, int y) {
        return x >= 0 && y >= 0 && x < modules.getWidth() && y < modules.getHeight() && modules.get(x, y) == 1;
    }
}
