package org.allmende.platform.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.allmende.platform.files.FileTypeRefused.Reason;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/**
 * Says what a file really is, from its content alone, and refuses all but honest PDF, JPEG and PNG files; {@link Files} makes a JPEG of HEIC before.
 *
 * <p>A file can be two things at once (a PDF that is also a page, a picture that is also an archive) and so pass a check as
 * one and act as the other. Therefore a file must be its one kind from the first byte to the last.
 */
public final class FileTypes {

    private static final int NAME_LENGTH = 120;
    private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();

    /** What a browser that guesses would take for a page or a script. */
    private static final Pattern PAGE =
            Pattern.compile("<\\s*(!doctype|html|head|body|script|iframe|svg|img|\\?php)", Pattern.CASE_INSENSITIVE);

    private static final int PAGE_WITHIN = 4096;

    /** A ZIP is read from its end, which lies within the last 64 KiB: signature, and the disk number that all have. */
    private static final String ZIP_END = "PK\5\6\0\0\0\0";

    private static final Pattern FOLDERS = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}]");
    private static final Pattern END = Pattern.compile("[\\s.]+$");
    private static final Pattern EDGES = Pattern.compile("^[\\s.]+|[\\s.]+$");
    private static final Pattern EXTENSION = Pattern.compile("\\.(?=[0-9]*[A-Za-z])[A-Za-z0-9]{1,10}$");

    private FileTypes() {}

    /** Reads all of {@code in}; throws {@link FileTypeRefused} with the reason. */
    public static FileType check(InputStream in) throws IOException {
        var content = new Content(in);
        byte[] head = content.head(64 * 1024);
        FileType type = detect(head);
        String start = latin(Arrays.copyOf(head, Math.min(head.length, PAGE_WITHIN)));
        if (PAGE.matcher(start).find() || start.lastIndexOf("%PDF-") > 0) {
            throw new FileTypeRefused(Reason.HIDDEN);
        }
        switch (type) {
            case PDF -> checkPdf(content);
            case JPEG -> Jpeg.check(content);
            case PNG -> Png.check(content);
        }
        if (latin(content.tail()).contains(ZIP_END)) {
            throw new FileTypeRefused(Reason.HIDDEN);
        }
        return type;
    }

    /**
     * The name to show and to download by: without folders and unseen characters (a direction override makes
     * {@code gpj.exe} read as {@code exe.jpg}), at most 120 characters, ending as its type does. Letters of DIN 91379 stay. A
     * name that ends like another kind of file is refused.
     */
    public static String displayName(String original, FileType type) {
        String name = FOLDERS.matcher(original).replaceFirst("");
        name = UNSEEN.matcher(name.replaceAll("\\s+", " ")).replaceAll("");
        name = END.matcher(Normalizer.normalize(name, Normalizer.Form.NFC)).replaceAll("");
        String stem = EDGES.matcher(withoutExtension(name)).replaceAll("");
        return shorten(
                        stem.isEmpty() ? "Datei" : stem,
                        NAME_LENGTH - 1 - type.extension().length()) + "." + type.extension();
    }

    /** The name of a JPEG that was made of a photo in HEIC, as whoever reads the file list should know. */
    static String convertedName(String original) {
        return original.replaceFirst("(?i)\\.hei[cf]$", "") + " (aus HEIC umgewandelt).jpg";
    }

    private static FileType detect(byte[] head) throws IOException {
        if (head.length == 0) {
            throw new FileTypeRefused(Reason.EMPTY);
        }
        MediaType found;
        try (var in = TikaInputStream.get(head)) {
            found = TYPES.detect(in, new Metadata());
        }
        return switch (found.getBaseType().toString()) {
            case "application/pdf" -> FileType.PDF;
            case "image/jpeg" -> FileType.JPEG;
            case "image/png" -> FileType.PNG;
            case "image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence", "image/avif" ->
                throw new FileTypeRefused(Reason.HEIC);
            default -> throw new FileTypeRefused(Reason.TYPE);
        };
    }

    private static void checkPdf(Content content) throws IOException {
        if (!content.next(5).equals("%PDF-")) {
            throw new FileTypeRefused(Reason.HIDDEN);
        }
        content.skipAll();
        String tail = latin(content.tail());
        int end = tail.lastIndexOf("%%EOF");
        if (end < 0) {
            throw new FileTypeRefused(Reason.DAMAGED);
        }
        if (!tail.substring(end + 5).chars().allMatch(each -> each <= ' ')) {
            throw new FileTypeRefused(Reason.HIDDEN);
        }
    }

    private static String withoutExtension(String name) {
        var extension = EXTENSION.matcher(name);
        if (!extension.find()) {
            return name;
        }
        return switch (typeByName(name)) {
            case "application/pdf", "image/jpeg", "image/png", "image/heic", "image/heif" ->
                name.substring(0, extension.start());
            case "application/octet-stream" -> name;
            default -> throw new FileTypeRefused(Reason.NAME);
        };
    }

    private static String typeByName(String name) {
        var metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try (var nothing = TikaInputStream.get(new byte[0])) {
            return TYPES.detect(nothing, metadata).getBaseType().toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String shorten(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        BreakIterator letters = BreakIterator.getCharacterInstance(Locale.GERMAN);
        letters.setText(text);
        return text.substring(0, letters.isBoundary(length) ? length : letters.preceding(length))
                .strip();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
