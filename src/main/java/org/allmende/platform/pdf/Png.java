package org.allmende.platform.pdf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** Looks at a picture before a decoder does: a PNG of decent size, without the compressed texts and profiles in which bombs travel. */
final class Png {

    static final String DATA = "data:image/png;base64,";

    private static final int LONGEST = 1024 * 1024;
    private static final int WIDEST = 2400;
    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int FRAME = 12; // length, type and checksum around what a chunk holds
    private static final Set<String> CHUNKS =
            Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND", "pHYs", "gAMA", "sRGB", "cHRM", "sBIT", "bKGD", "tIME");

    private Png() {}

    static boolean isDecent(String dataUri) {
        if (!dataUri.startsWith(DATA) || dataUri.length() > LONGEST) {
            return false;
        }
        try {
            return isDecent(ByteBuffer.wrap(Base64.getDecoder().decode(dataUri.substring(DATA.length()))));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isDecent(ByteBuffer png) {
        if (png.remaining() < Long.BYTES || png.getLong() != SIGNATURE) {
            return false;
        }
        String type = "";
        for (boolean first = true; png.remaining() >= FRAME; first = false) {
            int length = png.getInt();
            byte[] name = new byte[4];
            png.get(name);
            type = new String(name, StandardCharsets.US_ASCII);
            boolean fits = length >= 0 && length <= png.remaining() - Integer.BYTES && CHUNKS.contains(type);
            if (!fits || first != type.equals("IHDR") || (first && !isDecentSize(png, length))) {
                return false;
            }
            png.position(png.position() + length + Integer.BYTES);
        }
        return type.equals("IEND") && !png.hasRemaining();
    }

    private static boolean isDecentSize(ByteBuffer png, int length) {
        return length >= 2 * Integer.BYTES
                && isSide(png.getInt(png.position()))
                && isSide(png.getInt(png.position() + Integer.BYTES));
    }

    private static boolean isSide(int pixels) {
        return pixels > 0 && pixels <= WIDEST;
    }
}
