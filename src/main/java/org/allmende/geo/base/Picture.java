package org.allmende.geo.base;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Pictures by what they begin with, whatever they are said to be. */
final class Picture {

    private static final int MOST_PIXELS = 1024;

    /** One pixel through which everything is seen, for where the map has nothing. */
    private static final byte[] NOTHING = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=");

    private Picture() {}

    static byte[] nothing() {
        return NOTHING.clone();
    }

    static boolean isOne(byte[] bytes) {
        return type(bytes).isPresent();
    }

    /** {@code image/png} and the like; empty when it is no picture that browsers show. */
    static Optional<String> type(byte[] bytes) {
        var head = new String(bytes, 0, Math.min(bytes.length, 12), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of("image/png");
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        }
        return head.startsWith("RIFF") && head.endsWith("WEBP") ? Optional.of("image/webp") : Optional.empty();
    }

    /** A tile as it is drawn; no larger than tiles are. */
    static BufferedImage read(byte[] bytes) throws IOException {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("It is no picture that can be drawn");
            }
            var reader = readers.next();
            try {
                reader.setInput(in, true, true);
                if (reader.getWidth(0) > MOST_PIXELS || reader.getHeight(0) > MOST_PIXELS) {
                    throw new IOException("It is larger than a tile");
                }
                return reader.read(0);
            } catch (RuntimeException damaged) {
                // what readers throw on broken files
                throw new IOException("It is a broken picture", damaged);
            } finally {
                reader.dispose();
            }
        }
    }
}
