package org.allmende.geo.base;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.allmende.geo.tiles.Tile;

/**
 * A PMTiles archive, version 3 (github.com/protomaps/PMTiles, spec/v3): tiles of WebMercatorQuad along a Hilbert curve in one file. A
 * file that is replaced while the server runs is read anew.
 */
final class Pmtiles implements TileSource {

    private static final int HEADER = 127;
    private static final int MOST_PACKED = 4 << 20;
    private static final int MOST_UNPACKED = 16 << 20;
    private static final int MOST_ENTRIES = 1_000_000;

    /** The specification knows a root and leaves; a leaf of a leaf is allowed, more is a circle. */
    private static final int DEEPEST = 4;

    private static final int MOST_LEAVES = 64;
    private static final int GZIP = 2;
    private static final int VECTOR = 1;
    private static final int WEBP = 4;

    private final Path path;
    private volatile Archive archive;

    /** What the head of a file says, and its first directory. */
    private record Archive(FileTime changed, long size, Header header, Directory root, Map<Long, Directory> leaves) {}

    private record Header(
            long root,
            int rootLength,
            long leaves,
            long tiles,
            boolean packedDirectories,
            boolean packedTiles,
            int type,
            int least,
            int most) {}

    /** Entries by the id of their first tile; a run of 0 is a leaf. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Directory(long[] ids, int[] runs, int[] lengths, long[] offsets) {}

    private Pmtiles(Path path, Archive archive) {
        this.path = path;
        this.archive = archive;
    }

    static Pmtiles open(Path path) throws Unusable {
        try {
            return new Pmtiles(path, read(path));
        } catch (IOException cannot) {
            throw new Unusable("allmende.geo.base-map.pmtiles: %s cannot be read (%s). Give the path of a file that the"
                            .formatted(path, cannot)
                    + " server's user may read.");
        }
    }

    private static Archive read(Path path) throws IOException, Unusable {
        try (var file = FileChannel.open(path)) {
            var header = header(path, file);
            var seen = Files.readAttributes(path, BasicFileAttributes.class);
            var root = directory(file, header, header.root, header.rootLength);
            var leaves = new LinkedHashMap<Long, Directory>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Directory> eldest) {
                    return size() > MOST_LEAVES;
                }
            };
            return new Archive(seen.lastModifiedTime(), seen.size(), header, root, leaves);
        }
    }

    private static Header header(Path path, FileChannel file) throws IOException, Unusable {
        if (file.size() < HEADER) {
            throw new Unusable(
                    "allmende.geo.base-map.pmtiles: %s is no PMTiles file; it is too short.".formatted(path));
        }
        var head = bytes(file, 0, HEADER);
        if (!new String(head, 0, 7, StandardCharsets.ISO_8859_1).equals("PMTiles") || head[7] != 3) {
            throw new Unusable("allmende.geo.base-map.pmtiles: %s is no PMTiles file of version 3; make one with the"
                            .formatted(path)
                    + " program pmtiles (pmtiles convert).");
        }
        for (int packing : new int[] {head[97], head[98]}) {
            if (packing != 1 && packing != GZIP) {
                throw new Unusable(
                        "allmende.geo.base-map.pmtiles: %s is packed in a way that is not read here; make it with gzip."
                                .formatted(path));
            }
        }
        if (head[99] < VECTOR || head[99] > WEBP) {
            throw new Unusable("allmende.geo.base-map.pmtiles: %s has tiles of a kind that is not shown here; make it"
                            .formatted(path)
                    + " with PNG, JPEG, WebP or MVT.");
        }
        var numbers = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        long length = numbers.getLong(16);
        int least = head[100];
        int most = Math.min(head[101], Tile.DEEPEST);
        if (length < 0 || length > MOST_PACKED || least < 0 || least > most) {
            throw new Unusable(
                    "allmende.geo.base-map.pmtiles: the head of %s is damaged; copy the file anew.".formatted(path));
        }
        return new Header(
                numbers.getLong(8),
                (int) length,
                numbers.getLong(40),
                numbers.getLong(56),
                head[97] == GZIP,
                head[98] == GZIP,
                head[99],
                least,
                most);
    }

    private static byte[] bytes(FileChannel file, long from, int length) throws IOException {
        if (from < 0 || length < 0 || length > MOST_PACKED || from > file.size() - length) {
            throw new EOFException("The file names a place that it does not have");
        }
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                throw new EOFException("The file ends too early");
            }
        }
        return bytes.array();
    }

    private static byte[] unpacked(byte[] bytes, boolean packed) throws IOException {
        if (!packed) {
            return bytes;
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            var whole = in.readNBytes(MOST_UNPACKED + 1);
            if (whole.length > MOST_UNPACKED) {
                throw new IOException("A part of the file is too large when it is unpacked");
            }
            return whole;
        }
    }

    private static Directory directory(FileChannel file, Header header, long from, int length) throws IOException {
        var in = ByteBuffer.wrap(unpacked(bytes(file, from, length), header.packedDirectories));
        try {
            long many = varint(in);
            if (many < 0 || many > MOST_ENTRIES) {
                throw new IOException("A directory of the file has too many entries");
            }
            int count = (int) many;
            var entries = new Directory(new long[count], new int[count], new int[count], new long[count]);
            long id = 0;
            for (int i = 0; i < count; i++) {
                id += varint(in);
                entries.ids[i] = id;
            }
            for (int i = 0; i < count; i++) {
                entries.runs[i] = Math.clamp(varint(in), 0, Integer.MAX_VALUE);
            }
            for (int i = 0; i < count; i++) {
                entries.lengths[i] = Math.clamp(varint(in), 0, Integer.MAX_VALUE);
            }
            for (int i = 0; i < count; i++) {
                long offset = varint(in);
                entries.offsets[i] =
                        offset == 0 && i > 0 ? entries.offsets[i - 1] + entries.lengths[i - 1] : offset - 1;
            }
            return entries;
        } catch (BufferUnderflowException cut) {
            throw new IOException("A directory of the file ends too early", cut);
        }
    }

    private static long varint(ByteBuffer in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte part = in.get();
            value |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IOException("A directory of the file is damaged");
    }

    /** The number of a tile on the Hilbert curves of all zooms, one after the other. */
    static long id(int zoom, int column, int row) {
        long id = ((1L << (2 * zoom)) - 1) / 3;
        long x = column;
        long y = row;
        for (long side = (1L << zoom) >> 1; side > 0; side >>= 1) {
            long right = (x & side) > 0 ? 1 : 0;
            long below = (y & side) > 0 ? 1 : 0;
            id += side * side * ((3 * right) ^ below);
            if (below == 0) {
                if (right == 1) {
                    x = side - 1 - (x & (side - 1));
                    y = side - 1 - (y & (side - 1));
                }
                long turned = x;
                x = y;
                y = turned;
            }
        }
        return id;
    }

    private Archive current() throws IOException {
        var known = archive;
        var now = Files.readAttributes(path, BasicFileAttributes.class);
        if (now.size() != known.size || !now.lastModifiedTime().equals(known.changed)) {
            try {
                known = read(path);
            } catch (Unusable broken) {
                throw new IOException(broken.getMessage(), broken);
            }
            archive = known;
        }
        return known;
    }

    @Override
    public boolean isVector() {
        return archive.header.type == VECTOR;
    }

    @Override
    public boolean isPrintable() {
        return archive.header.type != VECTOR && archive.header.type != WEBP;
    }

    @Override
    public Optional<Instant> silentSince() {
        return Optional.empty();
    }

    @Override
    public boolean isKnown() {
        return true;
    }

    @Override
    public List<Grid> grids() {
        var header = archive.header;
        return IntStream.rangeClosed(header.least, header.most)
                .mapToObj(Grid::mercator)
                .toList();
    }

    @Override
    public Optional<byte[]> tile(Grid grid, Grid.Place place) throws IOException {
        var known = current();
        long id = id(Integer.parseInt(grid.matrix()), place.column(), place.row());
        try (var file = FileChannel.open(path)) {
            var entries = known.root;
            for (int depth = 0; depth < DEEPEST; depth++) {
                int found = Arrays.binarySearch(entries.ids, id);
                int at = found >= 0 ? found : -found - 2;
                if (at < 0 || (entries.runs[at] > 0 && id >= entries.ids[at] + entries.runs[at])) {
                    return Optional.empty();
                }
                if (entries.runs[at] > 0) {
                    var tile = bytes(file, known.header.tiles + entries.offsets[at], entries.lengths[at]);
                    return Optional.of(unpacked(tile, known.header.packedTiles));
                }
                entries = leaf(file, known, entries.offsets[at], entries.lengths[at]);
            }
        }
        throw new IOException("The directories of the file lead in a circle");
    }

    private static Directory leaf(FileChannel file, Archive known, long offset, int length) throws IOException {
        synchronized (known.leaves) {
            var leaf = known.leaves.get(offset);
            if (leaf != null) {
                return leaf;
            }
        }
        var leaf = directory(file, known.header, known.header.leaves + offset, length);
        synchronized (known.leaves) {
            known.leaves.put(offset, leaf);
        }
        return leaf;
    }
}
