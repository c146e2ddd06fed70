package org.allmende.platform.html;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Begins the answer that is a file for one person; no cache on the way keeps it. */
public final class FileAnswer {

    /** For spreadsheets. */
    public static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    /** What needs no encoding in a header. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]+");

    private FileAnswer() {}

    /** To keep: no browser shows it as a page of ours. */
    public static ResponseEntity.BodyBuilder toKeep(MediaType type, String name) {
        return answer(type, ContentDisposition.attachment(), name);
    }

    /** To look at. */
    public static ResponseEntity.BodyBuilder toShow(MediaType type, String name) {
        return answer(type, ContentDisposition.inline(), name);
    }

    private static ResponseEntity.BodyBuilder answer(
            MediaType type, ContentDisposition.Builder disposition, String name) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        (PLAIN.matcher(name).matches()
                                        ? disposition.filename(name)
                                        : disposition.filename(name, StandardCharsets.UTF_8))
                                .build()
                                .toString());
    }
}
