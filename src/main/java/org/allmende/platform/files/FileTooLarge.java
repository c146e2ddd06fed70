package org.allmende.platform.files;

/** The file has more bytes than are allowed here; the sentence names the limit in MB. */
public final class FileTooLarge extends FileRefused {

    FileTooLarge(long limit) {
        super("platform.files.refused.large", limit / (1024 * 1024));
    }
}
