package org.allmende.geo.wms;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a picture as PNG (ISO/IEC 15948) with a palette, which a map nearly always fits into: a byte for each pixel instead of four has
 * to be packed. If the smoothed edges have too many shades, neighbouring shades count as one.
 */
final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int MOST = 256;
    private static final int SLOTS = 1024;

    /** Shades that were seen last, each at one place: most pixels of a smoothed edge have a shade that was there before. */
    private static final int SEEN = 4096;

    /** Bits of each channel that tell shades apart, tried in turn. */
    private static final int[] MASKS = {0xffffffff, 0xf8f8f8f8, 0xf0f0f0f0, 0xe0e0e0e0};

    private static final int LEVEL = 2;

    private final int[] keys = new int[SLOTS];
    private final int[] indices = new int[SLOTS];
    private final int[] palette = new int[MOST];
    private final int[] seen = new int[SEEN];
    private final short[] seenIndices = new short[SEEN];
    private int colours;

    private Png() {}

    /**
     * @param argb row by row, not premultiplied
     * @param exact colours that are to be kept as they are
     */
    static byte[] of(int[] argb, int width, int height, int[] exact) {
        var png = new Png();
        var rows = new byte[height * (width + 1)];
        for (int mask : MASKS) {
            if (png.fits(argb, width, height, exact, mask, rows)) {
                break;
            }
        }
        return png.write(width, height, rows);
    }

    /** The last mask leaves 4096 shades; what finds no place then takes that of a neighbour in the table. */
    private boolean fits(int[] argb, int width, int height, int[] exact, int mask, byte[] rows) {
        boolean last = mask == MASKS[MASKS.length - 1];
        Arrays.fill(indices, -1);
        Arrays.fill(seenIndices, (short) -1);
        colours = 0;
        for (int colour : exact) {
            index(colour, -1);
        }
        int before = argb[0];
        int index = index(before, mask);
        for (int y = 0, at = 0, out = 0; y < height; y++) {
            rows[out++] = 0;
            for (int x = 0; x < width; x++) {
                int colour = argb[at++];
                if (colour != before) {
                    before = colour;
                    int place = (colour * 0x9e3779b1) >>> 20;
                    if (seen[place] == colour && seenIndices[place] >= 0) {
                        index = seenIndices[place];
                    } else {
                        index = index(colour, mask);
                        if (index < 0) {
                            if (!last) {
                                return false;
                            }
                            index = nearest(colour);
                        }
                        seen[place] = colour;
                        seenIndices[place] = (short) index;
                    }
                }
                rows[out++] = (byte) index;
            }
        }
        return true;
    }

    /** An exact colour is found by all its bits, another one by those that count; less than zero when the palette is full. */
    private int index(int argb, int mask) {
        int colour = argb >>> 24 == 0 ? 0 : argb;
        int whole = find(colour);
        int key = colour & mask;
        if (whole >= 0) {
            return whole;
        }
        int slot = (key * 0x9e3779b1) >>> 22;
        while (indices[slot] >= 0) {
            if (keys[slot] == key) {
                return indices[slot];
            }
            slot = slot + 1 & SLOTS - 1;
        }
        if (colours == MOST) {
            return -1;
        }
        keys[slot] = key;
        indices[slot] = colours;
        palette[colours] = colour;
        return colours++;
    }

    private int find(int key) {
        int slot = (key * 0x9e3779b1) >>> 22;
        while (indices[slot] >= 0) {
            if (keys[slot] == key) {
                return indices[slot];
            }
            slot = slot + 1 & SLOTS - 1;
        }
        return -1;
    }

    private int nearest(int argb) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < colours; i++) {
            int distance = 0;
            for (int shift = 0; shift < 32; shift += 8) {
                distance += Math.abs((argb >>> shift & 255) - (palette[i] >>> shift & 255));
            }
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private byte[] write(int width, int height, byte[] rows) {
        var out = new ByteArrayOutputStream(rows.length / 8 + 1200);
        out.writeBytes(SIGNATURE);
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 3, 0, 0, 0})
                        .array(),
                13);
        var rgb = new byte[3 * colours];
        var alpha = new byte[colours];
        for (int i = 0; i < colours; i++) {
            rgb[3 * i] = (byte) (palette[i] >> 16);
            rgb[3 * i + 1] = (byte) (palette[i] >> 8);
            rgb[3 * i + 2] = (byte) palette[i];
            alpha[i] = (byte) (palette[i] >> 24);
        }
        chunk(out, "PLTE", rgb, rgb.length);
        chunk(out, "tRNS", alpha, alpha.length);
        var deflater = new Deflater(LEVEL);
        try {
            deflater.setInput(rows);
            deflater.finish();
            var packed = new byte[rows.length / 4 + 4096];
            int size = 0;
            while (!deflater.finished()) {
                if (size == packed.length) {
                    packed = Arrays.copyOf(packed, 2 * size);
                }
                size += deflater.deflate(packed, size, packed.length - size);
            }
            chunk(out, "IDAT", packed, size);
        } finally {
            deflater.end();
        }
        chunk(out, "IEND", new byte[0], 0);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data, int length) {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var sum = new CRC32();
        sum.update(name);
        sum.update(data, 0, length);
        out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        out.writeBytes(name);
        out.write(data, 0, length);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
