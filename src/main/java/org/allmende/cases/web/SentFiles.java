package org.allmende.cases.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.files.Files;
import org.allmende.platform.files.Received;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Takes in the files of a form outside of any transaction. */
@Component
public class SentFiles {

    private final Files files;
    private final long limit;

    SentFiles(Files files, Configuration configuration) {
        this.files = files;
        this.limit = configuration.files().limit();
    }

    /** Those that were chosen; {@link org.allmende.platform.files.FileRefused} for the first that we do not take. */
    public List<Received> receive(String tenant, @Nullable List<MultipartFile> sent) {
        var received = new ArrayList<Received>();
        try {
            for (var file : sent == null ? List.<MultipartFile>of() : sent) {
                if (!file.isEmpty()) {
                    try (var content = file.getInputStream()) {
                        var name =
                                Optional.ofNullable(file.getOriginalFilename()).orElse("");
                        received.add(files.receive(tenant, content, name, limit));
                    }
                }
            }
            return received;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
