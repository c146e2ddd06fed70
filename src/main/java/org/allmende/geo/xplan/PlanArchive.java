package org.allmende.geo.xplan;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.allmende.platform.files.FileTypeRefused;
import org.allmende.platform.files.FileTypes;
import org.jspecify.annotations.Nullable;

/** The file that a planner brings: GML as it is, or a ZIP of GML, drawings and other papers. Nothing of it is ever unpacked to disk. */
public final class PlanArchive {

    /** Bytes of all that is unpacked. */
    private static final long LARGEST = 400_000_000;

    private static final int MOST_ENTRIES = 1000;

    /** A plan's text shrinks to a tenth or so; beyond this it is made to burst. */
    private static final int HIGHEST_RATIO = 200;

    private static final long RATIO_FROM = 10_000_000;

    private PlanArchive() {}

    /**
     * A file beside the GML.
     *
     * @param name without folders
     * @param size bytes
     */
    public record Attachment(String name, Kind kind, long size) {}

    public enum Kind {
        PDF,
        RASTER,
        WORLD_FILE,
        OTHER
    }

    /** The archive is not what it says, or wants to do harm. */
    public static class Refused extends IOException {
        Refused(String reason) {
            super(reason);
        }
    }

    /** There is more in it than a server should read. */
    public static final class TooLarge extends Refused {
        TooLarge() {
            super("too large");
        }
    }

    /** Reads and checks all plans of the file; what is wrong goes into the report. */
    public static PlanDocument read(InputStream file, Report report) throws IOException {
        var document = new PlanDocument();
        var reader = new XPlanReader(report, document::add);
        var counted = new Counted(new BufferedInputStream(file, 1 << 16));
        counted.in().mark(4);
        boolean zip = counted.in().read() == 'P' && counted.in().read() == 'K';
        counted.in().reset();
        if (zip) {
            try {
                readZip(document, reader, report, counted);
            } catch (ZipException broken) {
                throw new Refused(String.valueOf(broken.getMessage()));
            }
        } else {
            reader.read(new Limited(counted, counted, false));
        }
        Checks.run(document, report);
        return document;
    }

    private static void readZip(PlanDocument document, XPlanReader reader, Report report, Counted counted)
            throws IOException {
        var zip = new ZipInputStream(counted, StandardCharsets.UTF_8);
        var limited = new Limited(zip, counted, true);
        int entries = 0;
        for (ZipEntry entry; (entry = next(zip)) != null; ) {
            if (++entries > MOST_ENTRIES) {
                throw new Refused("more than " + MOST_ENTRIES + " files");
            }
            if (entry.isDirectory()) {
                continue;
            }
            var name = name(entry);
            if (isGml(name)) {
                reader.read(limited);
            } else {
                document.add(attachment(name, limited, report));
            }
        }
    }

    /** Only an honest PDF is given to everybody. */
    private static Attachment attachment(String name, Limited content, Report report) throws IOException {
        long before = content.bytes;
        var kind = kind(name);
        if (kind == Kind.PDF) {
            try {
                FileTypes.check(content);
            } catch (FileTypeRefused refused) {
                report.add(Finding.of(Rule.PAPER, 0, "", name));
                kind = Kind.OTHER;
            }
        }
        content.skipAll();
        return new Attachment(name, kind, content.bytes - before);
    }

    private static @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException foreignLetters) {
            throw new Refused("names are not UTF-8");
        }
    }

    /** The content of one file of the archive, by its name without folders. */
    public static Optional<InputStream> open(InputStream file, String name) throws IOException {
        var counted = new Counted(new BufferedInputStream(file, 1 << 16));
        var zip = new ZipInputStream(counted, StandardCharsets.UTF_8);
        for (ZipEntry entry; (entry = next(zip)) != null; ) {
            if (!entry.isDirectory() && name(entry).equals(name)) {
                return Optional.of(new Limited(zip, counted, true));
            }
        }
        return Optional.empty();
    }

    static String name(ZipEntry entry) {
        return entry.getName().replaceFirst("^.*[/\\\\]", "");
    }

    static boolean isGml(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".gml") || (lower.endsWith(".xml") && !lower.endsWith(".aux.xml"));
    }

    private static Kind kind(String name) {
        var ending = name.toLowerCase(Locale.ROOT).replaceFirst("^.*\\.", "");
        return switch (ending) {
            case "pdf" -> Kind.PDF;
            case "png", "tif", "tiff", "jpg", "jpeg" -> Kind.RASTER;
            case "pgw", "tfw", "jgw", "wld" -> Kind.WORLD_FILE;
            default -> Kind.OTHER;
        };
    }

    /** Counts what is read of the file itself. */
    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(BufferedInputStream in) {
            super(in);
        }

        InputStream in() {
            return in;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = in.read(into, from, length);
            bytes += Math.max(read, 0);
            return read;
        }
    }

    /** Stops what grows beyond measure, and is not closed by the parser that reads it. */
    private static final class Limited extends FilterInputStream {
        private final Counted file;
        private final boolean packed;
        private long bytes;

        Limited(InputStream in, Counted file, boolean packed) {
            super(in);
            this.file = file;
            this.packed = packed;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = in.read(into, from, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws IOException {
            bytes += read;
            if (bytes > LARGEST || (packed && bytes > RATIO_FROM && bytes / HIGHEST_RATIO > Math.max(1, file.bytes))) {
                throw new TooLarge();
            }
        }

        void skipAll() throws IOException {
            var buffer = new byte[1 << 14];
            while (read(buffer, 0, buffer.length) >= 0) {
                // only counted
            }
        }

        @Override
        public void close() {
            // the archive goes on behind this entry
        }
    }
}
