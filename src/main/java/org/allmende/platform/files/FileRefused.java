package org.allmende.platform.files;

import java.util.List;

/** A file that we do not take, with the key of the sentence that tells its owner why and what to do. */
public abstract sealed class FileRefused extends RuntimeException permits FileTooLarge, FileTypeRefused, FileInfected {

    private final String messageKey;
    private final List<Object> arguments;

    FileRefused(String messageKey, Object... arguments) {
        super(messageKey, null, false, false);
        this.messageKey = messageKey;
        this.arguments = List.of(arguments);
    }

    public String messageKey() {
        return messageKey;
    }

    public List<Object> arguments() {
        return arguments;
    }
}
