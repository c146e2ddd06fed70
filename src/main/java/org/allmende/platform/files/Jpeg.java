package org.allmende.platform.files;

import java.io.IOException;
import org.allmende.platform.files.FileTypeRefused.Reason;

/**
 * Walks a JPEG (ITU-T T.81 Annex B) to its end and looks at what follows.
 *
 * <p>Phones do append to photos: another picture (CIPA DC-007, iPhone and Ultra HDR), a short film, Samsung's own records.
 * That is let through unless an archive lies in it; anything else after the end is refused.
 */
final class Jpeg {

    private static final int END = 0xd9;
    private static final int SCAN = 0xda;

    private Jpeg() {}

    static void check(Content content) throws IOException {
        if (content.nextShort() != 0xffd8) {
            throw new FileTypeRefused(Reason.DAMAGED);
        }
        int marker = nextMarker(content);
        while (marker != END) {
            int length = content.nextShort();
            if (length < 2) {
                throw new FileTypeRefused(Reason.DAMAGED);
            }
            if (isFrame(marker)) {
                content.next();
                Png.refuseTooManyPixels(content.nextShort(), content.nextShort());
                length -= 5;
            }
            if (length < 2 || !content.skip(length - 2)) {
                throw new FileTypeRefused(Reason.DAMAGED);
            }
            marker = marker == SCAN ? skipScan(content) : nextMarker(content);
        }
        checkTrailer(content);
    }

    private static int nextMarker(Content content) throws IOException {
        if (content.next() != 0xff) {
            throw new FileTypeRefused(Reason.DAMAGED);
        }
        return afterFill(content);
    }

    private static int afterFill(Content content) throws IOException {
        int code = 0xff;
        while (code == 0xff) {
            code = content.next();
        }
        return code;
    }

    /** Passes over the picture's data, in which a marker is only what stuffing and restarts are not. */
    private static int skipScan(Content content) throws IOException {
        for (int each; (each = content.next()) >= 0; ) {
            if (each == 0xff) {
                int code = afterFill(content);
                if (code > 0 && (code < 0xd0 || code > 0xd7)) {
                    return code;
                }
            }
        }
        throw new FileTypeRefused(Reason.DAMAGED);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static void checkTrailer(Content content) throws IOException {
        int first = content.next();
        while (first == 0) {
            first = content.next();
        }
        if (first < 0) {
            return;
        }
        String start = (char) first + content.next(7);
        long last = 0;
        for (int i = 0; i < start.length(); i++) {
            last = (last << 8) | start.charAt(i);
        }
        for (int each; (each = content.next()) >= 0; ) {
            if (isArchive(last)) {
                throw new FileTypeRefused(Reason.HIDDEN);
            }
            last = (last << 8) | each;
        }
        boolean picture = start.startsWith("\u00ff\u00d8\u00ff");
        boolean film = start.startsWith("ftyp", 1);
        boolean samsung = (last & 0xffff_ffffL) == 0x5345_4654L;
        if (isArchive(last) || !(picture || film || samsung)) {
            throw new FileTypeRefused(Reason.HIDDEN);
        }
    }

    /** ZIP entry (with a version below 64), RAR, 7-Zip. */
    private static boolean isArchive(long last) {
        long six = last & 0xffff_ffff_ffffL;
        return (six & 0xffff_ffff_c0ffL) == 0x504b_0304_0000L || six == 0x5261_7221_1a07L || six == 0x377a_bcaf_271cL;
    }
}
