package org.allmende.platform.files;

/** The virus scanner found something; the file was not kept. */
public final class FileInfected extends FileRefused {

    FileInfected() {
        super("platform.files.refused.infected");
    }
}
