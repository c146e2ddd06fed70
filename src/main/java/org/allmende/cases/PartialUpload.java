package org.allmende.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of which some bytes are here.
 *
 * @param question path of the file question
 * @param name as the browser told it, without control characters
 * @param length in bytes, once all is here
 * @param received so many bytes are here, from the first on
 * @param file what has become of it, null until all is here and was checked
 */
public record PartialUpload(
        UUID id,
        String question,
        String name,
        long length,
        long received,
        @Nullable UUID file,
        Instant expires) {

    public boolean isDone() {
        return file != null;
    }
}
