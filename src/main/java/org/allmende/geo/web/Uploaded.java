package org.allmende.geo.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.allmende.platform.files.FileInfected;
import org.allmende.platform.files.FileState;
import org.allmende.platform.files.Files;
import org.allmende.platform.html.Page;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Files that staff bring: scanned before anything reads them, and called by a name that nobody's file system has to fear. */
@Component
class Uploaded {

    private static final int LONGEST_NAME = 120;

    private final Files files;

    Uploaded(Files files) {
        this.files = files;
    }

    /** Why a file is not even read; empty when the scanner found nothing, or there is none. */
    Optional<String> refusal(Page page, InputStream file) throws IOException {
        try {
            return files.scan(file) == FileState.QUARANTINED
                    ? Optional.of(page.t("geo.desk.not-scanned"))
                    : Optional.empty();
        } catch (FileInfected infected) {
            return Optional.of(page.t("geo.desk.infected"));
        }
    }

    /** Without folders and unseen letters; empty when nothing else is left. */
    static String name(MultipartFile file) {
        var name = String.valueOf(file.getOriginalFilename())
                .replaceFirst("(?s)^.*[/\\\\]", "")
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}\"]", "")
                .strip();
        return name.substring(Math.max(0, name.length() - LONGEST_NAME));
    }
}
