package org.allmende.platform.files;

import java.io.IOException;
import java.io.InputStream;

/** Looks into a content for malware. */
interface VirusScanner {

    /** Without a scanner nothing is known. */
    VirusScanner NONE = content -> FileState.NOT_SCANNED;

    /** Throws when the content cannot be read; a scanner that cannot be asked gives {@link FileState#QUARANTINED}. */
    FileState scan(InputStream content) throws IOException;
}
