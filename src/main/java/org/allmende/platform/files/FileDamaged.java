package org.allmende.platform.files;

import java.io.IOException;

/** What lies on disk is not what was stored: cut off, exchanged, changed or gone. */
public final class FileDamaged extends IOException {

    FileDamaged(String message) {
        super(message);
    }

    FileDamaged(String message, Throwable cause) {
        super(message, cause);
    }
}
