package org.allmende.platform.files;

/** The file is there, but must not be opened: not scanned yet though it should be, or infected. */
public final class FileNotReleased extends RuntimeException {

    private final FileState state;

    FileNotReleased(FileState state) {
        super("The file is " + state);
        this.state = state;
    }

    public FileState state() {
        return state;
    }
}
