package org.allmende.cases.opinion.web;

import java.util.UUID;
import org.allmende.cases.opinion.Extract;
import org.allmende.platform.files.Files;
import org.allmende.platform.html.FileAnswer;
import org.allmende.platform.html.NotFound;
import org.springframework.core.io.InputStreamResource;
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
        return FileAnswer.toKeep(MediaType.parseMediaType(file.type().mediaType()), file.name())
                .contentLength(file.size())
                .body(new InputStreamResource(files.open(id)));
    }
}
