package org.allmende.cases.handover;

import java.util.List;
import java.util.UUID;
import org.allmende.cases.Case;
import org.allmende.platform.files.FileState;
import org.jspecify.annotations.Nullable;

/** What is handed over of a case: {@code antrag.json} and its files, whose contents are still where they lie. */
public record Handover(Case it, String json, List<Part> parts) {

    /**
     * A file of the case.
     *
     * @param path where it lies in the ZIP; null if it is not released and stays here
     * @param kind {@code application}, {@code notice}, {@code letter}, {@code attachment}, {@code opinion} or {@code visit}
     * @param question path of the question that it answers; null for letters
     * @param name as whoever sent it called it
     * @param sha256 of the content, in hex
     */
    public record Part(
            @Nullable String path,
            String kind,
            @Nullable String question,
            UUID file,
            String name,
            String mediaType,
            long bytes,
            String sha256,
            FileState state) {}

    /** For whom it is put together. */
    public enum Scope {
        /** The office, its software and its archive. */
        OFFICE,
        /** The citizen, who gets what others say in the case by inspection of files, when the office has weighed it (§ 29 VwVfG). */
        CITIZEN
    }

    /** {@code GLA-7K4Q-22PM.zip} */
    public String fileName() {
        return it.number() + ".zip";
    }
}
