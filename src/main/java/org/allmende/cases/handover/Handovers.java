package org.allmende.cases.handover;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.allmende.cases.Attachment;
import org.allmende.cases.Attachments;
import org.allmende.cases.Case;
import org.allmende.cases.Letters;
import org.allmende.cases.Notices;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.Files;
import org.allmende.platform.files.StoredFile;
import org.springframework.stereotype.Component;

/** Puts together what is handed over of a case, and writes it as a ZIP without ever keeping it anywhere. */
@Component
public class Handovers {

    private final Tenancy tenancy;
    private final Notices notices;
    private final Letters letters;
    private final Attachments attachments;
    private final Files files;
    private final StepsJson steps;
    private final CaseJson json;

    Handovers(
            Tenancy tenancy,
            Notices notices,
            Letters letters,
            Attachments attachments,
            Files files,
            StepsJson steps,
            CaseJson json) {
        this.tenancy = tenancy;
        this.notices = notices;
        this.letters = letters;
        this.attachments = attachments;
        this.files = files;
        this.steps = steps;
        this.json = json;
    }

    /** As {@link #of(Case, Handover.Scope)}, for the office. */
    public Handover of(Case it) {
        return of(it, Handover.Scope.OFFICE);
    }

    /** In the running transaction of the case's tenant. */
    public Handover of(Case it, Handover.Scope scope) {
        notices.makeReceipt(it);
        var parts = new ArrayList<Handover.Part>();
        for (var letter : letters.list(it.id())) {
            var file = files.findFile(letter.file()).orElseThrow();
            parts.add(
                    switch (letter.kind()) {
                        case NOTICE, PARTIAL -> part(letter.path() + ".pdf", "notice", null, file);
                        case RECEIPT -> part("antrag.pdf", "application", null, file);
                        case HEARING, CORRECTION ->
                            part("%s-%d.pdf".formatted(letter.kind().path(), letter.number()), "letter", null, file);
                    });
        }
        parts.sort(java.util.Comparator.comparing(part -> String.valueOf(part.path())));
        parts.addAll(enclosed(attachments.listOfCase(it.id())));
        parts.addAll(ofSteps(steps.files(it, scope)));
        return new Handover(it, json.of(it, parts, scope), List.copyOf(parts));
    }

    private List<Handover.Part> enclosed(List<Attachment> attached) {
        var parts = new ArrayList<Handover.Part>();
        for (var attachment : attached) {
            var file = files.findFile(attachment.file()).orElseThrow();
            var path = file.state().released() ? FileNames.enclosed(parts.size() + 1, file.name()) : null;
            parts.add(part(path, "attachment", attachment.question(), file));
        }
        return parts;
    }

    private List<Handover.Part> ofSteps(List<StepsJson.StepFile> all) {
        var parts = new ArrayList<Handover.Part>();
        for (var one : all) {
            var file = files.findFile(one.file()).orElseThrow();
            var folder = one.kind().equals("visit") ? "ortstermine" : "stellungnahmen";
            var path = file.state().released() ? FileNames.in(folder, parts.size() + 1, file.name()) : null;
            parts.add(part(path, one.kind(), null, file));
        }
        return parts;
    }

    private static Handover.Part part(
            @org.jspecify.annotations.Nullable String path,
            String kind,
            @org.jspecify.annotations.Nullable String question,
            StoredFile file) {
        return new Handover.Part(
                path,
                kind,
                question,
                file.id(),
                file.name(),
                file.type().mediaType(),
                file.size(),
                file.sha256(),
                file.state());
    }

    /** Writes the ZIP outside any transaction: one file after the other, decrypted on its way, none of it on disk. */
    public void write(Handover handover, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        add(zip, handover, "");
        zip.finish();
        zip.flush();
    }

    /** Adds it to a ZIP, in a folder that ends with a slash, or in none. */
    public void add(ZipOutputStream zip, Handover handover, String folder) throws IOException {
        var it = handover.it();
        add(zip, it, folder + "antrag.json", handover.json());
        for (var part : handover.parts()) {
            if (part.path() != null) {
                begin(zip, it, folder + part.path());
                copy(it.tenant(), part.file(), zip);
                zip.closeEntry();
            }
        }
    }

    public static void add(ZipOutputStream zip, Case it, String path, String text) throws IOException {
        add(zip, it, path, text.getBytes(StandardCharsets.UTF_8));
    }

    public static void add(ZipOutputStream zip, Case it, String path, byte[] content) throws IOException {
        begin(zip, it, path);
        zip.write(content);
        zip.closeEntry();
    }

    private static void begin(ZipOutputStream zip, Case it, String path) throws IOException {
        var entry = new ZipEntry(path);
        entry.setLastModifiedTime(FileTime.from(it.submitted()));
        zip.putNextEntry(entry);
    }

    private void copy(String tenant, UUID file, OutputStream out) throws IOException {
        try (var content = Objects.requireNonNull(tenancy.as(tenant, () -> files.open(file)))) {
            content.transferTo(out);
        }
    }
}
