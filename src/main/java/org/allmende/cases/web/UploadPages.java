package org.allmende.cases.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.allmende.cases.Attachments;
import org.allmende.cases.Draft;
import org.allmende.cases.Drafts;
import org.allmende.cases.PartialUpload;
import org.allmende.cases.PartialUploads;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.FileDamaged;
import org.allmende.platform.files.FileRefused;
import org.allmende.platform.files.FileStore;
import org.allmende.platform.files.FileTooLarge;
import org.allmende.platform.files.Files;
import org.allmende.platform.files.Received;
import org.allmende.platform.files.Stored;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.services.form.FileRef;
import org.allmende.services.form.FilesType;
import org.allmende.services.form.Text;
import org.allmende.services.form.Value;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * A file of a draft in parts, so that a connection may break in the middle: the protocol tus 1.0.0 with its extensions
 * creation, termination and expiration (https://tus.io/protocols/resumable-upload). The last part makes of all parts the
 * same as a form that is sent with its file.
 */
@Controller
class UploadPages {

    private static final String VERSION = "1.0.0";
    private static final String RESUMABLE = "Tus-Resumable";
    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";
    private static final String PART = "application/offset+octet-stream";
    private static final int NAME_LENGTH = 300;
    private static final int FINGERPRINT_LENGTH = 100;

    /** What a file of that name is, as far as a name tells; a photo of an iPhone becomes a JPEG. */
    private static final Map<String, String> BY_NAME = Map.of(
            "pdf", "application/pdf",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "heic", "image/jpeg",
            "heif", "image/jpeg",
            "png", "image/png",
            "tif", "image/tiff",
            "tiff", "image/tiff");

    private final OpenDrafts open;
    private final PartialUploads partial;
    private final Drafts drafts;
    private final Attachments attachments;
    private final Files files;
    private final FileStore store;
    private final Tenancy tenancy;
    private final long fileLimit;

    /** The file question of an open draft that an address names. */
    private record Asked(Draft draft, String path, FilesType type, List<FileRef> files) {}

    UploadPages(
            OpenDrafts open,
            PartialUploads partial,
            Drafts drafts,
            Attachments attachments,
            Files files,
            FileStore store,
            Tenancy tenancy,
            Configuration configuration) {
        this.open = open;
        this.partial = partial;
        this.drafts = drafts;
        this.attachments = attachments;
        this.files = files;
        this.store = store;
        this.tenancy = tenancy;
        this.fileLimit = configuration.files().limit();
    }

    @Public
    @PostMapping("/{tenant}/antrag/{id}/{step}/hochladen/{question}")
    ResponseEntity<?> begin(
            Page page,
            @PathVariable String tenant,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable String question,
            HttpServletRequest request) {
        return at(request, tenant, id, step, question, asked -> {
            var length = number(request, LENGTH);
            var metadata = metadata(request.getHeader("Upload-Metadata"));
            if (length.isEmpty() || metadata.isEmpty()) {
                return problem(HttpStatus.BAD_REQUEST, page.t("cases.upload.unreadable"));
            }
            var name = cleaned(metadata.get().getOrDefault("filename", ""), NAME_LENGTH);
            var refused = refuse(page, asked, name, length.get());
            if (refused != null) {
                return refused;
            }
            var fingerprint = cleaned(metadata.get().getOrDefault("fingerprint", ""), FINGERPRINT_LENGTH);
            return partial.begin(asked.draft(), asked.path(), name, fingerprint, length.get())
                    .<ResponseEntity<?>>map(upload -> answer(HttpStatus.CREATED, upload, upload.received())
                            .header(HttpHeaders.LOCATION, request.getRequestURI() + "/" + upload.id())
                            .build())
                    .orElseGet(() ->
                            problem(HttpStatus.TOO_MANY_REQUESTS, page.t("cases.upload.many", PartialUploads.MOST)));
        });
    }

    /** Why a file is not even begun, in the words that it would get at its end; null if it may come. */
    private @Nullable ResponseEntity<?> refuse(Page page, Asked asked, String name, long length) {
        if (length == 0) {
            return problem(HttpStatus.UNPROCESSABLE_CONTENT, page.t("platform.files.refused.empty"));
        }
        if (length > fileLimit) {
            return problem(
                    HttpStatus.CONTENT_TOO_LARGE, page.t("platform.files.refused.large", fileLimit / (1024 * 1024)));
        }
        var all = new ArrayList<>(asked.files());
        all.add(new FileRef(asked.draft().id(), name, supposedType(asked.type(), name), length));
        var status = length > asked.type().largest() ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.UNPROCESSABLE_CONTENT;
        return asked.type()
                .refuse(all)
                .map(words -> problem(status, words.in(page.lang())))
                .orElse(null);
    }

    private static String supposedType(FilesType type, String name) {
        var dot = name.lastIndexOf('.');
        return dot < 0
                ? type.mediaTypes().iterator().next()
                : BY_NAME.getOrDefault(name.substring(dot + 1).toLowerCase(Locale.ROOT), "");
    }

    @Public
    @RequestMapping(path = "/{tenant}/antrag/{id}/{step}/hochladen/{question}/{upload}", method = RequestMethod.HEAD)
    ResponseEntity<?> look(
            @PathVariable String tenant,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable String question,
            @PathVariable UUID upload,
            HttpServletRequest request) {
        return at(request, tenant, id, step, question, asked -> {
            var it = partial.find(asked.draft(), asked.path(), upload).orElseThrow(NotFound::new);
            return answer(HttpStatus.OK, it, it.received())
                    .header(LENGTH, String.valueOf(it.length()))
                    .build();
        });
    }

    @Public
    @PatchMapping("/{tenant}/antrag/{id}/{step}/hochladen/{question}/{upload}")
    ResponseEntity<?> goOn(
            Page page,
            @PathVariable String tenant,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable String question,
            @PathVariable UUID upload,
            HttpServletRequest request) {
        return at(request, tenant, id, step, question, asked -> {
            if (!PART.equals(request.getContentType())) {
                return problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, page.t("cases.upload.unreadable"));
            }
            var offset = number(request, OFFSET);
            if (offset.isEmpty()) {
                return problem(HttpStatus.BAD_REQUEST, page.t("cases.upload.unreadable"));
            }
            var it = partial.find(asked.draft(), asked.path(), upload).orElseThrow(NotFound::new);
            if (offset.get() != it.received()) {
                return elsewhere(page);
            }
            try {
                return take(page, asked, it, request);
            } catch (FileTooLarge beyondItsLength) {
                return problem(HttpStatus.CONTENT_TOO_LARGE, page.t("cases.upload.long"));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    private ResponseEntity<?> take(Page page, Asked asked, PartialUpload it, HttpServletRequest request)
            throws IOException {
        long left = it.length() - it.received();
        if (request.getContentLengthLong() > left) {
            return problem(HttpStatus.CONTENT_TOO_LARGE, page.t("cases.upload.long"));
        }
        var tenant = asked.draft().tenant();
        var part = store.store(tenant, new UntilCut(request.getInputStream()), left);
        if (part.size() == 0) {
            partial.erase(tenant, List.of(part.id()));
            return answer(HttpStatus.NO_CONTENT, it, it.received()).build();
        }
        if (part.size() == left) {
            return finish(page, asked, it, part);
        }
        return partial.append(asked.draft(), it, part)
                ? answer(HttpStatus.NO_CONTENT, it, it.received() + part.size()).build()
                : elsewhere(page);
    }

    /** All is here: from now on as any file that comes with a form. */
    private ResponseEntity<?> finish(Page page, Asked asked, PartialUpload it, Stored last) throws IOException {
        var draft = asked.draft();
        Received received;
        try (var all = partial.join(draft, it, last)) {
            received = files.receive(draft.tenant(), all, it.name(), fileLimit);
        } catch (FileRefused | FileDamaged | UncheckedIOException failed) {
            if (!tenancy.as(draft.tenant(), () -> partial.isStillAt(it))) {
                // another window was faster, and the parts are gone or going
                return elsewhere(page);
            }
            if (failed instanceof FileRefused refused) {
                partial.delete(draft, it);
                return problem(HttpStatus.UNPROCESSABLE_CONTENT, words(page, refused));
            }
            throw failed;
        } finally {
            partial.erase(draft.tenant(), List.of(last.id()));
        }
        var why = new AtomicReference<@Nullable Text>();
        var done = tenancy.as(draft.tenant(), () -> add(asked, it, received, why));
        if (done.isPresent()) {
            partial.erase(draft.tenant(), done.get());
            return answer(HttpStatus.NO_CONTENT, it, it.length()).build();
        }
        partial.erase(draft.tenant(), List.of(received.stored().id()));
        var words = why.get();
        if (words == null) {
            return elsewhere(page);
        }
        partial.delete(draft, it);
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, words.in(page.lang()));
    }

    /** Gives the contents of the parts; nothing when another request was faster, or {@code why} the question does not take it. */
    private Optional<List<UUID>> add(
            Asked asked, PartialUpload it, Received received, AtomicReference<@Nullable Text> why) {
        var draft = asked.draft();
        var added = drafts.addFile(draft.id(), asked.path(), Uploads.ref(received), all -> {
            if (!partial.isStillAt(it)) {
                return true;
            }
            why.set(asked.type().refuse(all).orElse(null));
            return why.get() != null;
        });
        if (!added) {
            return Optional.empty();
        }
        var file = files.add(received).id();
        attachments.addToDraft(draft.id(), asked.path(), file);
        return Optional.of(partial.finish(it, file));
    }

    @Public
    @DeleteMapping("/{tenant}/antrag/{id}/{step}/hochladen/{question}/{upload}")
    ResponseEntity<?> giveUp(
            @PathVariable String tenant,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable String question,
            @PathVariable UUID upload,
            HttpServletRequest request) {
        return at(request, tenant, id, step, question, asked -> {
            var it = partial.find(asked.draft(), asked.path(), upload).orElseThrow(NotFound::new);
            partial.delete(asked.draft(), it);
            return ResponseEntity.noContent().header(RESUMABLE, VERSION).build();
        });
    }

    /** Whatever the visitor's key does not open, is sent already or asks for no file, is not there. */
    private ResponseEntity<?> at(
            HttpServletRequest request,
            String tenant,
            UUID id,
            String step,
            String question,
            Function<Asked, ResponseEntity<?>> work) {
        var asked = open.find(tenant, id, request)
                .filter(draft -> !draft.isSent())
                .map(open::written)
                .flatMap(it -> asked(it, step, question))
                .orElseThrow(NotFound::new);
        return VERSION.equals(request.getHeader(RESUMABLE))
                ? work.apply(asked)
                : problem(HttpStatus.PRECONDITION_FAILED, "Tus-Version: " + VERSION);
    }

    private static Optional<Asked> asked(Written it, String step, String question) {
        return it.run().findStep(step).stream()
                .flatMap(found -> it.run().questions(found).stream())
                .filter(one -> one.id().equals(question))
                .findFirst()
                .filter(one -> one.type() instanceof FilesType)
                .map(one -> new Asked(
                        it.draft(),
                        one.path(),
                        (FilesType) one.type(),
                        it.run().answers().find(one.path()).orElse(null) instanceof Value.Files kept
                                ? kept.files()
                                : List.of()));
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status, PartialUpload it, long offset) {
        var expires = DateTimeFormatter.RFC_1123_DATE_TIME.format(it.expires().atOffset(ZoneOffset.UTC));
        return ResponseEntity.status(status)
                .header(RESUMABLE, VERSION)
                .header(OFFSET, String.valueOf(offset))
                .header("Upload-Expires", expires)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static ResponseEntity<?> elsewhere(Page page) {
        return problem(HttpStatus.CONFLICT, page.t("cases.upload.elsewhere"));
    }

    private static ResponseEntity<?> problem(HttpStatus status, String words) {
        return ResponseEntity.status(status)
                .header(status == HttpStatus.PRECONDITION_FAILED ? "Tus-Version" : RESUMABLE, VERSION)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, words));
    }

    private static String words(Page page, FileRefused refused) {
        return page.t(refused.messageKey(), refused.arguments().toArray());
    }

    private static Optional<Long> number(HttpServletRequest request, String header) {
        var text = String.valueOf(request.getHeader(header));
        return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    /** {@code key base64,key base64,…}; nothing when it is something else. */
    private static Optional<Map<String, String>> metadata(@Nullable String header) {
        var found = new HashMap<String, String>();
        if (header == null || header.isBlank()) {
            return Optional.of(found);
        }
        for (var pair : header.split(",", -1)) {
            var parts = pair.strip().split(" ", 2);
            try {
                found.put(
                        parts[0],
                        parts.length < 2
                                ? ""
                                : new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException noBase64) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    /** The end of a text, where a file's kind is, without what no database takes. */
    private static String cleaned(String text, int most) {
        var clean = text.replaceAll("\\p{Cntrl}", "");
        return clean.substring(
                clean.offsetByCodePoints(clean.length(), -Math.min(most, clean.codePointCount(0, clean.length()))));
    }
}
