package org.allmende.geo.base;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** Writes small PMTiles archives as the programs of others do. */
public final class PmtilesFile {

    public static final String ATTRIBUTION = "© Probekarte 2026 CC BY 4.0";

    /** What a sheet of paper and a screen show where the map of {@link #everywhere} is seen. */
    public static final Color MEADOW = new Color(0xdd, 0xea, 0xd0);

    static final int PNG = 2;
    static final int VECTOR = 1;

    private final int type;
    private final List<Entry> entries = new ArrayList<>();
    private final ByteArrayOutputStream tiles = new ByteArrayOutputStream();
    private boolean leaves;
    private boolean packed = true;
    private int least = 0;
    private int most = 16;

    private record Entry(long id, int run, int length, long offset) {}

    PmtilesFile(int type) {
        this.type = type;
    }

    /** One picture for each place on earth, to zoom 16. */
    public static Path everywhere(Path folder) {
        var file = new PmtilesFile(PNG);
        for (int zoom = 0; zoom <= 16; zoom++) {
            file.tiles(Pmtiles.id(zoom, 0, 0), 1 << (2 * Math.min(zoom, 15)), picture());
        }
        // a run is a number of 31 bits here
        file.tiles(Pmtiles.id(16, 0, 0) + (1L << 30), 1 << 30, picture());
        file.tiles(Pmtiles.id(16, 0, 0) + (2L << 30), 1 << 30, picture());
        file.tiles(Pmtiles.id(16, 0, 0) + (3L << 30), 1 << 30, picture());
        return file.write(folder.resolve("probe.pmtiles"));
    }

    /** Meadows with a river and two roads that meet those of the neighbours. */
    static byte[] picture() {
        var picture = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setColor(MEADOW);
        pen.fillRect(0, 0, 256, 256);
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setStroke(new BasicStroke(9));
        pen.setColor(new Color(0x9d, 0xc3, 0xe0));
        pen.drawLine(0, 200, 256, 200);
        pen.setStroke(new BasicStroke(5));
        pen.setColor(Color.WHITE);
        pen.drawLine(90, 0, 90, 256);
        pen.drawLine(0, 60, 256, 60);
        pen.dispose();
        return png(picture);
    }

    static byte[] png(BufferedImage picture) {
        try {
            var out = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    PmtilesFile tile(int zoom, int column, int row, byte[] bytes) {
        return tiles(Pmtiles.id(zoom, column, row), 1, bytes);
    }

    /** Tiles have to come in the order of their ids. */
    private PmtilesFile tiles(long first, int run, byte[] bytes) {
        entries.add(new Entry(first, run, bytes.length, tiles.size()));
        tiles.writeBytes(bytes);
        return this;
    }

    PmtilesFile withLeaves() {
        leaves = true;
        return this;
    }

    PmtilesFile unpacked() {
        packed = false;
        return this;
    }

    PmtilesFile zooms(int from, int to) {
        least = from;
        most = to;
        return this;
    }

    Path write(Path path) {
        var leaf = leaves ? directory(entries) : new byte[0];
        var root = directory(leaves ? List.of(new Entry(entries.getFirst().id, 0, leaf.length, 0)) : entries);
        var metadata = pack("{}".getBytes(StandardCharsets.UTF_8));
        long at = 127;
        var head = ByteBuffer.allocate(127).order(ByteOrder.LITTLE_ENDIAN);
        head.put("PMTiles".getBytes(StandardCharsets.US_ASCII)).put((byte) 3);
        for (byte[] part : new byte[][] {root, metadata, leaf, tiles.toByteArray()}) {
            head.putLong(at).putLong(part.length);
            at += part.length;
        }
        head.putLong(0).putLong(entries.size()).putLong(entries.size());
        byte packing = (byte) (packed ? 2 : 1);
        head.put((byte) 1)
                .put(packing)
                .put((byte) 1)
                .put((byte) type)
                .put((byte) least)
                .put((byte) most);
        var out = new ByteArrayOutputStream();
        out.writeBytes(head.array());
        for (byte[] part : new byte[][] {root, metadata, leaf, tiles.toByteArray()}) {
            out.writeBytes(part);
        }
        try {
            return Files.write(path, out.toByteArray());
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    private byte[] directory(List<Entry> of) {
        var out = new ByteArrayOutputStream();
        varint(out, of.size());
        long before = 0;
        for (var entry : of) {
            varint(out, entry.id - before);
            before = entry.id;
        }
        of.forEach(entry -> varint(out, entry.run));
        of.forEach(entry -> varint(out, entry.length));
        long next = -1;
        for (var entry : of) {
            varint(out, entry.offset == next ? 0 : entry.offset + 1);
            next = entry.offset + entry.length;
        }
        return pack(out.toByteArray());
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        for (long rest = value; ; rest >>>= 7) {
            if (rest < 0x80) {
                out.write((int) rest);
                return;
            }
            out.write((int) (rest & 0x7f | 0x80));
        }
    }

    private byte[] pack(byte[] bytes) {
        if (!packed) {
            return bytes;
        }
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
