package org.allmende.services.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One or more files. They are stored before the step is sent; here their number, size and kind are checked.
 *
 * @param mediaTypes real types as detected from the content
 */
public record FilesType(int most, Set<String> mediaTypes, int megabytes) implements QuestionType {

    /** The kinds a package may name, and their media types. */
    public static final Map<String, String> KINDS = Map.of(
            "pdf",
            "application/pdf",
            "jpg",
            "image/jpeg",
            "png",
            "image/png",
            "heic",
            "image/heic",
            "tiff",
            "image/tiff");

    public FilesType {
        mediaTypes = Set.copyOf(mediaTypes);
    }

    @Override
    public String word() {
        return "files";
    }

    @Override
    public Posting.Reading read(Posting posting) {
        var files = posting.files();
        if (files.isEmpty()) {
            return Posting.Reading.EMPTY;
        }
        return refuse(files)
                .<Posting.Reading>map(words -> new Posting.Reading.Wrong(List.of(new Posting.Fault("", words))))
                .orElseGet(() -> Posting.Reading.of(new Value.Files(files)));
    }

    /** Why these files together are no answer. */
    public Optional<Text> refuse(List<FileRef> files) {
        if (files.size() > most) {
            return Optional.of(Wording.text("error.files.many", most));
        }
        for (var file : files) {
            if (file.bytes() > largest()) {
                return Optional.of(Wording.text("error.files.large", file.name(), megabytes));
            }
            if (!mediaTypes.contains(file.mediaType())) {
                return Optional.of(Wording.text("error.files.kind", file.name(), kinds()));
            }
        }
        return Optional.empty();
    }

    /** So many bytes a file may have. */
    public long largest() {
        return megabytes * 1024L * 1024L;
    }

    /** For the hint: {@code JPG, PDF, PNG}. */
    public String kinds() {
        return KINDS.entrySet().stream()
                .filter(kind -> mediaTypes.contains(kind.getValue()))
                .map(kind -> kind.getKey().toUpperCase(java.util.Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    @Override
    public String show(Value value, String language, Setting setting) {
        return ((Value.Files) value).files().stream().map(FileRef::name).collect(Collectors.joining("\n"));
    }

    @Override
    public Map<String, List<String>> typed(Value value) {
        return Map.of();
    }

    @Override
    public Value sample() {
        return new Value.Files(List.of(new FileRef(new UUID(0, 0), "ausweis.pdf", "application/pdf", 1000)));
    }
}
