package org.allmende.platform.files;

import java.util.Locale;

/** What is known about a file's harmlessness; shown to staff as it is. */
public enum FileState {
    /** Made by this server. */
    OWN,
    /** The virus scanner found nothing. */
    CLEAN,
    /** No virus scanner is configured. */
    NOT_SCANNED,
    /** The scanner could not be asked; the file stays closed until it can. */
    QUARANTINED,
    /** The scanner found something; the file stays closed. */
    INFECTED;

    /** The key of the words for it. */
    public String messageKey() {
        return "platform.files.state." + name().toLowerCase(Locale.ROOT);
    }

    /** Whether staff and citizens may open it. */
    public boolean released() {
        return this == OWN || this == CLEAN || this == NOT_SCANNED;
    }
}
