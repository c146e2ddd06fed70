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
    private static final int FIRST_SHADES = 4096;
    private static final int GOLDEN = 0x9e3779b1;

    /** Bits of each channel that tell shades apart, tried in turn. */
    private static final int[] MASKS = {0xffffffff, 0xf8f8f8f8, 0xf0f0f0f0, 0xe0e0e0e0};

    private static final int LEVEL = 2;

    /** The picture's shades by their hash; the transparent one, 0, is none of them. */
    private int[] shades = new int[FIRST_SHADES];

    /** Beside each its number, from 1 on. */
    private int[] numbers = new int[FIRST_SHADES];

    /** All shades in the order of their numbers, from 1 on. */
    private int[] found = new int[FIRST_SHADES / 2];

    private int count;
    private boolean transparent;

    /** Places in the palette by number. */
    private byte[] places = new byte[0];

    private final int[] keys = new int[SLOTS];
    private final int[] indices = new int[SLOTS];
    private final int[] palette = new int[MOST];
    private int colours;

    private Png() {}

    /**
     * @param argb row by row, not premultiplied
     * @param exact colours that are to be kept as they are
     */
    static byte[] of(int[] argb, int width, int height, int[] exact) {
        var png = new Png();
        var pixels = png.numbered(argb, width * height);
        for (int mask : MASKS) {
            if (png.fits(exact, mask)) {
                break;
            }
        }
        return png.write(width, height, png.rows(pixels, width, height));
    }

    /** The number of each pixel's shade, 0 for the transparent one. */
    private int[] numbered(int[] argb, int size) {
        var pixels = new int[size];
        int before = ~argb[0];
        int number = 0;
        for (int i = 0; i < size; i++) {
            int colour = argb[i];
            if (colour != before) {
                before = colour;
                number = number(colour);
            }
            pixels[i] = number;
        }
        return pixels;
    }

    private int number(int colour) {
        if (colour >>> 24 == 0) {
            transparent = true;
            return 0;
        }
        int slot = slot(colour);
        if (shades[slot] == 0) {
            if (count == found.length - 1) {
                grow();
                slot = slot(colour);
            }
            shades[slot] = colour;
            numbers[slot] = ++count;
            found[count] = colour;
        }
        return numbers[slot];
    }

    private void grow() {
        found = Arrays.copyOf(found, 2 * found.length);
        shades = new int[2 * shades.length];
        numbers = new int[shades.length];
        for (int number = 1; number <= count; number++) {
            int slot = slot(found[number]);
            shades[slot] = found[number];
            numbers[slot] = number;
        }
    }

    /** Where a shade is among them, or where it would be. */
    private int slot(int colour) {
        int slot = (colour * GOLDEN) >>> Integer.numberOfLeadingZeros(shades.length - 1);
        while (shades[slot] != 0 && shades[slot] != colour) {
            slot = slot + 1 & shades.length - 1;
        }
        return slot;
    }

    /** The last mask leaves 4096 shades; what finds no place then takes that of a neighbour in the table. */
    private boolean fits(int[] exact, int mask) {
        boolean last = mask == MASKS[MASKS.length - 1];
        places = new byte[count + 1];
        Arrays.fill(indices, -1);
        colours = 0;
        if (transparent) {
            index(0, -1);
        }
        for (int colour : exact) {
            index(colour, -1);
        }
        for (int number = 1; number <= count; number++) {
            int index = index(found[number], mask);
            if (index < 0) {
                if (!last) {
                    return false;
                }
                index = nearest(found[number]);
            }
            places[number] = (byte) index;
        }
        return true;
    }

    private byte[] rows(int[] pixels, int width, int height) {
        var rows = new byte[height * (width + 1)];
        for (int y = 0, at = 0, out = 0; y < height; y++) {
            rows[out++] = 0;
            for (int x = 0; x < width; x++) {
                rows[out++] = places[pixels[at++]];
            }
        }
        return rows;
    }

    /** An exact colour is found by all its bits, another one by those that count; less than zero when the palette is full. */
    private int index(int colour, int mask) {
        int slot = find(colour);
        if (indices[slot] >= 0) {
            return indices[slot];
        }
        int key = colour & mask;
        slot = find(key);
        if (indices[slot] >= 0) {
            return indices[slot];
        }
        if (colours == MOST) {
            return -1;
        }
        keys[slot] = key;
        indices[slot] = colours;
        palette[colours] = colour;
        return colours++;
    }

    /** Where a key is in the table, or where it would be. */
    private int find(int key) {
        int slot = (key * GOLDEN) >>> Integer.numberOfLeadingZeros(SLOTS - 1);
        while (indices[slot] >= 0 && keys[slot] != key) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
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
