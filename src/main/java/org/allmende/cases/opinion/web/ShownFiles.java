package org.allmende.cases.opinion.web;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.allmende.cases.opinion.Extract;
import org.allmende.platform.files.Files;
import org.allmende.platform.html.NotFound;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Gives out the files of an extract, and no others. In the running transaction of their tenant. */
@Component
class ShownFiles {

    private final Files files;

    ShownFiles(Files files) {
        this.files = files;
    }

    ResponseEntity<InputStreamResource> open(Extract extract, UUID id) {
        if (!extract.files().contains(id)) {
            throw new NotFound();
        }
        var file = files.findFile(id).orElseThrow(NotFound::new);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.type().mediaType()))
                .contentLength(file.size())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(new InputStreamResource(files.open(id)));
    }
}
