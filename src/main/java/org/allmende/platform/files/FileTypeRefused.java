package org.allmende.platform.files;

import java.util.Locale;

/** The file is none of those that an office can open safely, or it is not what it says it is. */
public final class FileTypeRefused extends FileRefused {

    /** Why: each has its own sentence. */
    public enum Reason {
        /** Nothing in it. */
        EMPTY,
        /** A photo of an iPhone in its own format; the sentence says how to get a JPEG. */
        HEIC,
        /** Neither PDF nor JPEG nor PNG. */
        TYPE,
        /** The name ends like another kind of file. */
        NAME,
        /** The right kind, but cut off or spoilt. */
        DAMAGED,
        /** Something else is hidden in it: a page, a script, an archive. */
        HIDDEN,
        /** A picture so large that it would stop the clerk's browser. */
        PIXELS
    }

    private final Reason reason;

    FileTypeRefused(Reason reason) {
        super("platform.files.refused." + reason.name().toLowerCase(Locale.ROOT));
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
