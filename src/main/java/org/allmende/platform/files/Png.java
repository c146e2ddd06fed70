package org.allmende.platform.files;

import java.io.IOException;
import org.allmende.platform.files.FileTypeRefused.Reason;

/** Walks the chunks of a PNG (ISO/IEC 15948) to its end, after which nothing may follow. */
final class Png {

    /** More than any phone's camera makes; a clerk's browser unpacks it to four bytes each. */
    private static final long PIXELS = 250_000_000;

    private static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";
    private static final int CHECKSUM = 4;

    private Png() {}

    static void check(Content content) throws IOException {
        if (!content.next(SIGNATURE.length()).equals(SIGNATURE)) {
            throw new FileTypeRefused(Reason.DAMAGED);
        }
        long length = content.nextInt();
        if (!content.next(4).equals("IHDR") || length < 8) {
            throw new FileTypeRefused(Reason.DAMAGED);
        }
        refuseTooManyPixels(content.nextInt(), content.nextInt());
        length -= 8;
        String chunk = "IHDR";
        while (content.skip(length + CHECKSUM)) {
            if (chunk.equals("IEND")) {
                checkNothingFollows(content);
                return;
            }
            length = content.nextInt();
            chunk = content.next(4);
            if (length < 0) {
                break;
            }
        }
        throw new FileTypeRefused(Reason.DAMAGED);
    }

    static void refuseTooManyPixels(long height, long width) {
        if (height * width > PIXELS) {
            throw new FileTypeRefused(Reason.PIXELS);
        }
    }

    private static void checkNothingFollows(Content content) throws IOException {
        for (int each; (each = content.next()) >= 0; ) {
            if (each > ' ') {
                throw new FileTypeRefused(Reason.HIDDEN);
            }
        }
    }
}
